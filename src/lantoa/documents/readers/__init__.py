"""Files of an office → lines of text: .txt, .docx, .pdf with text. Raises Unreadable."""

from lantoa.documents.readers.files import LARGEST_FILE, ReadDocument, read_file

__all__ = ["LARGEST_FILE", "ReadDocument", "read_file"]
