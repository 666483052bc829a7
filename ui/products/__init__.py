"""The products on offer."""
