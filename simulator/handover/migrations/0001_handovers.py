"""Answers to take away: a name, ciphertext, and when it goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            "Handover",
            [
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("sealed", models.TextField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "réponses à emporter",
                "verbose_name_plural": "réponses à emporter",
            },
        ),
    ]
