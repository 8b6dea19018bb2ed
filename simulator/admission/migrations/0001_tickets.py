"""The tickets of the waiting page."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            "Ticket",
            [
                ("number", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "ticket d’attente",
                "verbose_name_plural": "tickets d’attente",
            },
        ),
    ]
