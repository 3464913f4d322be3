"""Views of Kế hoạch: upload and list, reading, board, task."""
