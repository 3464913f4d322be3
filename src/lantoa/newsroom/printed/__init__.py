"""An article on paper and on boards: leaflet, poster, e-document, text for a board.

`stories` says what is printed and cuts it by rule, `boards` counts letters, `setting` draws by
typst, `making` registers the forms. All but `making` know no database.
"""
