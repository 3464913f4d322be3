"""Hệ thống: roles and rights, rules of approval, deputies, the audit, the inspection."""
