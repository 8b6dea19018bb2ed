from django.db import migrations


class Migration(migrations.Migration):
    """The pages exist in French alone: a list of languages that nothing reads would promise more."""

    dependencies = [("terminal", "0002_paper")]
    operations = [migrations.RemoveField(model_name="terminal", name="languages")]
