"""Reports, one file each, listed here."""
