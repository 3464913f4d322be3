"""Vietnamese text: fold, sort, numbers, reading aloud. Pure Python."""
