"""The audit trail and the verification of the books."""
