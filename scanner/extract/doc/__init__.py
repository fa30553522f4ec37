"""Word 97-2003 (MS-DOC)."""
