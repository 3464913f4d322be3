"""typst with our fonts: templates of ours, words of others as data. Pure.

`fonts/` holds the TrueType files of documents and pictures; `web-fonts/` is a folder of static
files for pages (`be-vietnam-pro.css` names the subsets).
"""

from lantoa.typesetting.compile import DoesNotFit, pdf, png, slides, svg

__all__ = ["DoesNotFit", "pdf", "png", "slides", "svg"]
