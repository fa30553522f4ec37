"""Pictures: what they show and what they carry along."""
