from django.db import migrations, models


def paper_of_printer(apps, schema_editor):
    apps.get_model("terminal", "Terminal").objects.filter(printer=True).update(paper="ticket")


class Migration(migrations.Migration):
    dependencies = [("terminal", "0001_terminals")]
    operations = [
        migrations.AddField(
            model_name="terminal",
            name="paper",
            field=models.CharField(
                blank=True,
                choices=[("", "pas d’imprimante"), ("ticket", "80 mm"), ("a4", "A4")],
                default="",
                max_length=6,
                verbose_name="ce que l’imprimante imprime",
            ),
        ),
        migrations.RunPython(paper_of_printer, migrations.RunPython.noop),
        migrations.RemoveField(model_name="terminal", name="printer"),
    ]
