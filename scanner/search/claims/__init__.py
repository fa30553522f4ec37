"""Values that are not what their label claims: no person, no telephone, no date, money without its unit."""
