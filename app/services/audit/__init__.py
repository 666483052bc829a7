"""Use cases of the audit trail and of the books as a whole."""
