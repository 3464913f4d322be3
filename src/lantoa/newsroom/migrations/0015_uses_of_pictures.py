import json

from django.db import migrations


def shown(raw):
    """Keys of the pictures in raw blocks."""
    return {
        block["value"]["image"]
        for block in raw
        if block.get("type") == "picture" and block["value"].get("image")
    }


def fill(apps, schema_editor):
    """The library learns which pictures the articles show that were there before."""
    uses = apps.get_model("library", "PictureUse")
    known = set(apps.get_model("library", "Picture").objects.values_list("pk", flat=True))
    articles = apps.get_model("newsroom", "Article").objects.select_related("latest_revision")
    for article in articles.iterator():
        title, keys = article.title, set()
        if article.live or article.latest_revision is None:
            keys |= shown(article.body.raw_data)
        if article.latest_revision is not None:
            draft = article.latest_revision.content
            keys |= shown(json.loads(draft.get("body") or "[]"))
            title = draft.get("title") or title
        uses.objects.bulk_create(
            [
                uses(picture_id=key, subject=f"article:{article.pk}", title=title[:200])
                for key in sorted(keys & known)
            ],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0003_words_to_find_by'),
        ('newsroom', '0014_translations'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
