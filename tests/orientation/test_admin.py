"""The admin pages, in a process of their own: they exist only with `ADMIN_ENABLED=1`."""

import os
import subprocess
import sys
from pathlib import Path

WALK = """
import logging
import os
import django
django.setup()
logging.disable()
from django.conf import settings
from django.core.management import call_command
settings.STATIC_ROOT = os.path.join(os.environ["VAR_DIR"], "static")
call_command("collectstatic", interactive=False, verbosity=0)
call_command("migrate", verbosity=0)
from django.contrib.auth.models import User
from django.test import Client
from axes.utils import reset
from orientation.importers.apply import apply
from orientation.importers.record import Record
from orientation.models import Commune, Desk, DeskOverride
from orientation.search import town_halls

montreuil = Commune.objects.create(
    code="93048", name="Montreuil", slug="montreuil", departement="93", region="11"
)
Desk.objects.create(
    key="dila:1", source="dila", kind="mairie", name="Mairie", commune=montreuil, departement="93"
)
User.objects.create_superuser("operateur", password="une phrase assez longue")
visitor = Client(headers={"host": "localhost"})
good = {"username": "operateur", "password": "une phrase assez longue"}
bad = {**good, "password": "non"}
statuses = [visitor.post("/admin/login/", bad).status_code for _ in range(6)]
assert statuses[0] == 200 and statuses[-1] == 429, statuses
assert visitor.post("/admin/login/", good).status_code == 429  # locked, even with the right one
reset()
assert visitor.post("/admin/login/?next=/admin/", good).status_code == 302
for page in ("", "deskoverride/", "desk/?q=mairie", "deskreport/", "source/"):
    address = "/admin/" + (page and "orientation/" + page)
    assert visitor.get(address).status_code == 200, address
assert visitor.get("/admin/simulator/report/").status_code == 200
blank = dict.fromkeys((*DeskOverride.MENDABLE, "reason"), "")
add = "/admin/orientation/deskoverride/add/"
assert b"Aucun guichet" in visitor.post(add, {**blank, "desk_key": "nope"}).content
assert visitor.post(add, {**blank, "desk_key": "dila:1", "hours": "lundi"}).status_code == 200
assert visitor.post(add, {**blank, "desk_key": "dila:1", "phone": "3230"}).status_code == 302
assert town_halls("93048")[0].desk.phone == "3230"
renamed = Record(id="1", kind="mairie", name="Hôtel de ville", insee="93048", phone="01 00")
apply("dila", [renamed], data_date=None)
mended = town_halls("93048")[0].desk
assert (mended.name, mended.phone) == ("Hôtel de ville", "3230")  # the import left it mended
change = "/admin/orientation/deskoverride/dila_3A1/change/"
assert visitor.post(change, {**blank, "hidden": "on"}).status_code == 302
assert town_halls("93048") == []
apply("dila", [renamed], data_date=None)
assert town_halls("93048") == []  # and hidden
print("walked")
"""


def test_the_operator_hides_and_mends_behind_a_lock(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PRODUCTION")}
    environment |= {"ADMIN_ENABLED": "1", "VAR_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = os.environ.get(
        "DJANGO_SETTINGS_MODULE", "simulator.settings"
    )
    done = subprocess.run(
        [sys.executable, "-c", WALK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("walked\n"), done.stderr[-2000:]
