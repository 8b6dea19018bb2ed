"""The terminals of offices: where they stand, and what their screens are."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Terminal",
            fields=[
                ("name", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("office", models.CharField(max_length=80, verbose_name="le nom de l’accueil")),
                (
                    "desk",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="la fiche de l’accueil"
                    ),
                ),
                (
                    "hours",
                    models.CharField(blank=True, max_length=200, verbose_name="les horaires"),
                ),
                (
                    "distance_mm",
                    models.PositiveIntegerField(
                        default=600, verbose_name="la distance des yeux, en mm"
                    ),
                ),
                (
                    "diagonal_in",
                    models.FloatField(
                        default=22, verbose_name="la diagonale de l’écran, en pouces"
                    ),
                ),
                (
                    "width_px",
                    models.PositiveIntegerField(
                        default=1080, verbose_name="la largeur de l’écran, en pixels"
                    ),
                ),
                (
                    "height_px",
                    models.PositiveIntegerField(
                        default=1920, verbose_name="la hauteur de l’écran, en pixels"
                    ),
                ),
                ("printer", models.BooleanField(default=False, verbose_name="une imprimante")),
                ("languages", models.JSONField(default=list, verbose_name="les langues")),
                ("opened_on", models.DateField(default=django.utils.timezone.localdate)),
                ("revoked", models.BooleanField(default=False, verbose_name="fermée")),
                (
                    "visits",
                    models.PositiveIntegerField(default=0, verbose_name="visites commencées"),
                ),
                (
                    "tickets",
                    models.PositiveIntegerField(default=0, verbose_name="tickets demandés"),
                ),
            ],
            options={
                "verbose_name": "borne",
            },
        ),
    ]
