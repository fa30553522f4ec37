"""OpenDocument text, sheets and slides (ISO/IEC 26300)."""
