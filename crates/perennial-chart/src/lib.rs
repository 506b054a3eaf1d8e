//! Chart geometry: numbers in, coordinates and path strings out. No drawing.
