//! The order of the system calls: an intent is on disk before the vendor hears of it.
