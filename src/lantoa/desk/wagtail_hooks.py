"""Where the desk dresses the CMS: menu, icons, styles, scripts."""

from lantoa.desk.shell import dress, menu

__all__ = ["dress", "menu"]
