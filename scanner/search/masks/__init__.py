"""Masked values: how many values a mask still fits, what beside it undoes it, and which masks give one another away.

`kinds.mask` puts the parts together; nothing here stores a value beyond the search of one document.
"""
