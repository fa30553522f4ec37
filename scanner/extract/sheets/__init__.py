"""Cells of spreadsheets of all formats."""
