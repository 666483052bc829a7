"""The company that lends."""
