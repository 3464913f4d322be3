"""The legal bases of the plans that are there enter the register of higher documents."""

from django.db import migrations
from django.utils import timezone

from lantoa.plan.mentions import key_of


def fill(apps, schema_editor):
    LegalBasis = apps.get_model("plan", "LegalBasis")
    SuperiorDocument = apps.get_model("plan", "SuperiorDocument")
    for basis in LegalBasis.objects.exclude(plan__state="draft").order_by("cited_via", "pk"):
        key = key_of(basis.kind, basis.number)
        same = SuperiorDocument.objects.filter(key=key)
        if same.filter(issued_on=basis.issued_on).exists():
            continue
        SuperiorDocument.objects.create(
            kind=basis.kind, number=basis.number, key=key, issued_on=basis.issued_on,
            issuer=basis.issuer, cited_via=basis.cited_via, made_at=timezone.now(),
        )


class Migration(migrations.Migration):

    dependencies = [("plan", "0010_superior_documents")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
