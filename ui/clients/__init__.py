"""The client's windows."""
