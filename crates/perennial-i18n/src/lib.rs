//! Every sentence of the product, in Simplified Chinese and English, checked at build time.
