"""The whole desk, walked through: every screen, every role, every form, in words and for the eye.

`world` builds a small demo commune in a database of its own; `walking` finds the screens by
following links from the menu; `words` judges what is read there; `forms` finds and fills forms.
A new screen that a link leads to is tested without a line being added here.
"""
