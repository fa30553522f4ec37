"""Office files that are one XML file: Word and Excel 2003, flat OpenDocument, packages written as XML; other XML."""
