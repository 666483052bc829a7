"""Bank statements and what their deposits pay."""
