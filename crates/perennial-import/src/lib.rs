//! Bytes of exported sheets in; typed rows, rejects with positions and questions out.
