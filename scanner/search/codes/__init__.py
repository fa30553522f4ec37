"""Identifiers with letters, or known only by their label: how a rule of kind `code` finds its values."""
