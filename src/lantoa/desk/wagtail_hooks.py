"""Where the desk dresses the CMS: menu, icons, styles, scripts, dialogs."""

from lantoa.desk.articles import links
from lantoa.desk.shell import dress, menu

__all__ = ["dress", "links", "menu"]
