"""Words of what is printed and handed out."""

from lantoa.newsroom.terms import Form

# The forms that are printed and handed out.
FORMS = (Form.LEAFLET, Form.POSTER, Form.DOCUMENT)
MOST_COPIES = 100_000
