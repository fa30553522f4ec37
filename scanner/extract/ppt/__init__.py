"""PowerPoint 97-2003 (MS-PPT)."""
