"""Report to terminal, JSON and other forms; what may be shown of a value."""
