"""A plan given out: as an official document, as a workbook, as a calendar."""
