"""For the kind `attribute`: what is said about a named person (illness, disability, family, income, address …)."""
