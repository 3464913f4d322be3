"""Articles and their forms."""

from lantoa.newsroom.models.article import Article
from lantoa.newsroom.models.desk_items import Idea, Section, Series
from lantoa.newsroom.models.rendition import Rendition

__all__ = ["Article", "Idea", "Rendition", "Section", "Series"]
