"""Kho ảnh, văn bản, bản ghi: rights, consent, synthetic mark."""
