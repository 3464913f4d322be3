"""The desk's own tables: the audit, what is searched."""

from lantoa.desk.audit.models import AuditCheckpoint, AuditEntry
from lantoa.desk.search.models import SearchItem

__all__ = ["AuditCheckpoint", "AuditEntry", "SearchItem"]
