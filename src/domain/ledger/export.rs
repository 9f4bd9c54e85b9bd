//! The journal as text for other programs.
