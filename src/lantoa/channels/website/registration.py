"""What the website tells the newsroom and the base: its form, its way out."""

from __future__ import annotations

from lantoa.channels.base.registry import Channel, register_channel
from lantoa.channels.base.terms import GrassrootsForm
from lantoa.channels.website import alerts, article_page, services
from lantoa.newsroom.kinds import FormKind, register_form
from lantoa.newsroom.terms import Form

register_form(
    FormKind(
        code=Form.WEB, name="Trang web", position=1,
        render=article_page.preview, exact=article_page.exact_words,
    )
)  # fmt: skip
register_channel(
    Channel(
        code=services.CHANNEL, name="Trang thông tin điện tử",
        grassroots_form=GrassrootsForm.WEBSITE,
        targets=lambda article: [services.SITE],
        deliver=services.publish_article, withdraw=services.withdraw_article, marks_lapsed=True,
        takes_alerts=lambda alert: [services.SITE], deliver_alert=alerts.publish_alert,
        withdraw_alert=alerts.withdraw_alert,
    )
)  # fmt: skip
