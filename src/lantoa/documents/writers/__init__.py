"""Writers of official documents: .docx for the clerk, PDF for everyone else, from one layout."""

from lantoa.documents.writers.pdf import write_pdf
from lantoa.documents.writers.word import write_docx

__all__ = ["write_docx", "write_pdf"]
