"""What visitors told is sealed at rest: the columns become ciphertext, row by row."""

from decimal import Decimal
from typing import Any

from django.db import migrations

from simulator.reports.fields import SealedField

NAMES = ("expected", "details", "situation")


def seal(apps: Any, schema_editor: Any) -> None:
    for report in apps.get_model("simulator", "Report").objects.all():
        for name in NAMES:
            value = getattr(report, f"clear_{name}")
            setattr(report, name, float(value) if isinstance(value, Decimal) else value)
        report.save()


class Migration(migrations.Migration):
    dependencies = [("simulator", "0001_reports")]

    operations = [
        *(migrations.RenameField("report", name, f"clear_{name}") for name in NAMES),
        migrations.AddField(
            "report", "expected", SealedField("montant attendu", null=True, blank=True)
        ),
        migrations.AddField("report", "details", SealedField("précisions", null=True, blank=True)),
        migrations.AddField(
            "report",
            "situation",
            SealedField("réponses, si la personne l’a accepté", null=True, blank=True),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        *(migrations.RemoveField("report", f"clear_{name}") for name in NAMES),
    ]
