//! Lots.
