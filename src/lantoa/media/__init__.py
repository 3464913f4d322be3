"""Sound: voices, loudness, encoding. Pure, no database."""
