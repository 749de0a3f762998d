//! Nothing to link: the measurements are the bench target, run by `make bench`.
