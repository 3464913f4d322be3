import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def hold(apps, schema_editor):
    """One row an article held both; those of what stands in public are in force from now on."""
    Timing = apps.get_model('newsroom', 'Timing')
    live = models.Q(article__live=True, content=models.F('article__live_content'))
    keys = list(Timing.objects.filter(live).values_list('pk', flat=True))
    Timing.objects.filter(pk__in=keys, state='set').update(state='live')
    Timing.objects.filter(state='live').exclude(pk__in=keys).update(state='over')


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0015_uses_of_pictures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='timing',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timings', to='newsroom.article'),
        ),
        migrations.AlterField(
            model_name='timing',
            name='state',
            field=models.CharField(choices=[('set', 'đã hẹn'), ('live', 'đang có hiệu lực'), ('over', 'đã hết hiệu lực'), ('fell', 'đã bỏ vì bài đổi')], db_index=True, default='set', max_length=8, verbose_name='tình trạng'),
        ),
        migrations.RunPython(hold, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='timing',
            constraint=models.UniqueConstraint(models.F('article'), condition=models.Q(('state', 'set')), name='newsroom_timing_one_waits'),
        ),
        migrations.AddConstraint(
            model_name='timing',
            constraint=models.UniqueConstraint(models.F('article'), condition=models.Q(('state', 'live')), name='newsroom_timing_one_in_force'),
        ),
    ]
