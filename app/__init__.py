"""What a lender does: rules, use cases, documents; no Qt and no SQL."""
