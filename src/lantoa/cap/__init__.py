"""Common Alerting Protocol 1.2 (OASIS, 2010): is an alert valid? Pure."""

from lantoa.cap.check import Finding, check

__all__ = ["Finding", "check"]
