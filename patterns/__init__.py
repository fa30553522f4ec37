"""What to look for: one TOML file a rule, one a notice type, one a standard. Data only."""
