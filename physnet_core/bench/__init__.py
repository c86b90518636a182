"""What `physnet bench` measures: our parts against the plain way to do the same, in one run on one thread."""
