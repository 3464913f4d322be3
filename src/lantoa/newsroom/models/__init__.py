"""Articles, their forms, and alerts; ideas for them; the week that they are planned in."""

from lantoa.newsroom.models.alerts import Alert, AlertMessage, AlertSound
from lantoa.newsroom.models.article import Article
from lantoa.newsroom.models.desk_items import Section, Series
from lantoa.newsroom.models.editing import DraftKey, EditingHold
from lantoa.newsroom.models.ideas import FieldInvite, Idea, IdeaFile
from lantoa.newsroom.models.notes import PassageNote
from lantoa.newsroom.models.rendition import Rendition, RenditionFile
from lantoa.newsroom.models.schedule import Timing
from lantoa.newsroom.models.sources import SourcePaper
from lantoa.newsroom.models.translation import Translation
from lantoa.newsroom.models.week import PlannedItem
from lantoa.newsroom.models.writing_help import HelpAsk, WritingHelp

__all__ = [
    "Alert", "AlertMessage", "AlertSound", "Article", "DraftKey", "EditingHold", "FieldInvite",
    "HelpAsk", "Idea", "IdeaFile", "PassageNote", "PlannedItem", "Rendition", "RenditionFile",
    "Section", "Series", "SourcePaper", "Timing", "Translation", "WritingHelp",
]  # fmt: skip
