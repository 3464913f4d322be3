"""Where an article stands in public: the newsroom's own words for it, for channels."""

from lantoa.newsroom.addresses import article_path, full_address, short_path

__all__ = ["article_path", "full_address", "short_path"]
