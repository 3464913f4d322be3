"""Removes what the CMS's own migrations bring in English and a commune never uses."""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=("Editors", "Moderators")).delete()
    apps.get_model("wagtailcore", "Workflow").objects.all().delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.all().delete()
    apps.get_model("wagtailcore", "Task").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=1).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(
        title="Gốc", draft_title="Gốc"
    )
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).update(name="Kho chung")
    apps.get_model("wagtailcore", "Site").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0095_groupsitepermission"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
