"""Pictures into words (an extra), words into lines and tables."""
