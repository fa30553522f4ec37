"""Word: .docx and its kin (ECMA-376)."""
