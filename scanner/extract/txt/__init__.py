"""Plain text and the tables in it."""
