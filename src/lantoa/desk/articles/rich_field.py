"""The field of a rich text: the CMS's own, with words and places as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from lantoa.desk.articles.typed import shown_state, stored_state


class RichField(DraftailRichTextArea):
    """Between the browser's state of a rich text and the HTML that is stored."""

    def format_value(self, value: Any) -> Any:
        state = super().format_value(value)
        return shown_state(state) if isinstance(state, str) else state

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        state = data.get(name)
        changed = {name: stored_state(state)} if isinstance(state, str) else {}
        return super().value_from_datadict(changed, files, name)
