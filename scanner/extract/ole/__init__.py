"""Compound files (MS-CFB) and what lies in them: streams, objects, macros, metafiles."""
