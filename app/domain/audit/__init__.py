"""What the audit trail says of each act."""
