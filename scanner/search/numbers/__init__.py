"""Numbers are found once: runs of digits, their surroundings, and the identities that compete for them.

`policy` holds the one written order in which identities win; `reader.Reader` is the door.
"""
