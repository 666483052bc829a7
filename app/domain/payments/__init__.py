"""How a payment is applied."""
