"""Use cases: one file each, grouped by area."""
