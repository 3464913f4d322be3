"""Running, health, backup, restore."""
