"""The lists of Danh mục: what stands in them, how they are searched, filtered, sorted."""

from lantoa.desk.registry.lists.catalogues import CATALOGUES, catalogue
from lantoa.desk.registry.lists.listing import Listing, listing
from lantoa.desk.registry.lists.shape import Catalogue, Column, Filter

__all__ = ["CATALOGUES", "Catalogue", "Column", "Filter", "Listing", "catalogue", "listing"]
