"""Everything of a commune in one encrypted file, and back again.

The clear form is a tar: `ban-sao-luu.json` (what is inside), `co-so-du-lieu/` (the SQLite file,
or one COPY file a table), `thu-muc/` (the data folder but for what is made anew at each start).
"""
