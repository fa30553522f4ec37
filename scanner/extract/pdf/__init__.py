"""PDF: text, tables, hidden text by the ink test, objects, former states."""
