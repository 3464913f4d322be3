from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0003_words_to_find_by'),
    ]

    operations = [
        migrations.AddField(
            model_name='videoupload',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='số lần kiểm tra'),
        ),
    ]
