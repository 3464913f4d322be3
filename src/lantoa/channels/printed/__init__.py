"""Tờ rơi, áp phích: approved sheets that were printed and handed out, noted by hand."""
