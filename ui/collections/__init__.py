"""Collections: the clients to call."""
