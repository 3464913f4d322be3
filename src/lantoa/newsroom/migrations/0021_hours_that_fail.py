from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0020_help_inside'),
    ]

    operations = [
        migrations.AddField(
            model_name='timing',
            name='again_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='thử lại lúc'),
        ),
        migrations.AddField(
            model_name='timing',
            name='problem',
            field=models.CharField(blank=True, max_length=300, verbose_name='vướng mắc'),
        ),
        migrations.AddField(
            model_name='timing',
            name='try_count',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='số lần chưa được'),
        ),
    ]
