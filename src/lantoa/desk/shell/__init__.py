"""The shell of the desk: menu, icons, styles, the on-air light."""
