"""First run and the company's data."""
