from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0019_alerts'),
    ]

    operations = [
        migrations.AddField(
            model_name='writinghelp',
            name='is_local',
            field=models.BooleanField(default=False, verbose_name='máy chủ trong mạng nội bộ'),
        ),
    ]
