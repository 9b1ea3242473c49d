// The layer is filled in by the commits that follow.
