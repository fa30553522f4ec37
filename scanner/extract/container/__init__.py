"""Archives: the files in them, each read by the reader of its format."""
