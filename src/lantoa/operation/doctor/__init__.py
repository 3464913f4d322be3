"""The health of an installation in plain words; every red line says what to do."""
