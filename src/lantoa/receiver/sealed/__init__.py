"""Alerts that lie ready on the receiver, and the page on which one person starts one."""
