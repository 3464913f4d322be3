"""Bộ thu: the program on a loudspeaker cluster. Imports core only."""
