"""PowerPoint: .pptx and its kin (ECMA-376)."""
