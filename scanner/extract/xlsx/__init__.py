"""Excel: .xlsx and its kin (ECMA-376)."""
