"""Excel 97-2003 (MS-XLS)."""
