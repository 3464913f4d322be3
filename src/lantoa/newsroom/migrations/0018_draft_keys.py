import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0017_terms_of_products'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True, verbose_name='mã của bản nháp trên máy soạn')),
                ('content', models.CharField(max_length=64, verbose_name='mã băm nội dung')),
                ('made_at', models.DateTimeField(db_index=True, verbose_name='ghi lúc')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='newsroom.article')),
            ],
            options={
                'verbose_name': 'mã bản nháp',
                'verbose_name_plural': 'mã bản nháp',
            },
        ),
    ]
