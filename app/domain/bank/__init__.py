"""Bank movements and the loans they may belong to."""
