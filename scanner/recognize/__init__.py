"""Stage 3: which notice type a text is, and the circumstances it speaks of, each with reasons."""

from __future__ import annotations

from scanner.recognize.circumstances import circumstances_of
from scanner.recognize.profiles import recognize

__all__ = ["circumstances_of", "recognize"]
