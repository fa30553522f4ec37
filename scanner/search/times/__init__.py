"""Display periods and other dates of a notice: what is written, read as days that can be counted."""
