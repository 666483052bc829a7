"""The loan's windows."""
