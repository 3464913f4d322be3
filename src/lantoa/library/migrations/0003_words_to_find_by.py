from django.db import migrations


def fill(apps, schema_editor):
    """Pictures that were there before are found by their words like every other one."""
    from lantoa.vietnamese.text import fold

    for picture in apps.get_model("library", "Picture").objects.filter(folded="").iterator():
        said = (picture.title, picture.alt_text, picture.caption, picture.source)
        picture.folded = fold(" ".join(said))
        picture.save(update_fields=["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0002_videos_and_resemblances'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
