"""`manage.py terminal add|list|revoke`: the terminals that offices have opened."""

import json
import secrets
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from orientation.models import Desk
from simulator.terminal.models import PAPERS, Terminal, short_name

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Ouvre, montre ou ferme l’adresse d’une borne d’accueil (docs/borne.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser(
            "add",
            help="ouvre une borne et donne son adresse",
            epilog="Les pages n’existent qu’en français : il n’y a pas de langue à choisir.",
        )
        add.add_argument("office", help="le nom de l’accueil, montré sur chaque page")
        add.add_argument(
            "--desk",
            default="",
            help="la clé de sa fiche (manage.py desks) : adresse, téléphone, horaires",
        )
        add.add_argument(
            "--hours", default="", help="ses horaires, en mots ; sinon ceux de la fiche"
        )
        add.add_argument("--distance", type=int, default=600, help="des yeux à l’écran, en mm")
        add.add_argument("--diagonal", type=float, default=22, help="de l’écran, en pouces")
        add.add_argument("--screen", default="1080x1920", help="largeur x hauteur, en pixels")
        papers = [paper for paper, _ in PAPERS if paper]
        add.add_argument("--paper", choices=papers, default="", help="ce que l’imprimante imprime")
        actions.add_parser("list", help="les bornes, en JSON")
        revoke = actions.add_parser(
            "revoke", help="ferme une borne : son adresse ne mène plus à rien"
        )
        outage = actions.add_parser(
            "outage", help="donne la page « en panne » de la borne, à garder sur le disque du poste"
        )
        for one in (revoke, outage):
            one.add_argument("name", help="le début de son adresse, ou toute l’adresse")
        outage.add_argument("site", help="l’adresse du site : https://droits.exemple.fr")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        actions: dict[str, Callable[..., None]]
        actions = {
            "add": self.add,
            "list": self.show,
            "revoke": self.revoke,
            "outage": self.outage,
        }
        actions[action](**options)

    def add(self, office: str, desk: str, screen: str, **options: Any) -> None:
        try:
            width, height = (int(part) for part in screen.lower().split("x"))
        except ValueError:
            raise CommandError("--screen : attendu, par exemple, 1080x1920") from None
        sizes = (width, height, options["distance"], options["diagonal"])
        if not (300 <= width <= 10_000 and 300 <= height <= 10_000 and min(sizes) > 0):
            raise CommandError("Une taille d’écran ou une distance n’a pas de sens.")
        if desk and not Desk.objects.filter(pk=desk).exists():
            raise CommandError(f"L’annuaire n’a pas de fiche « {desk} » (manage.py desks).")
        terminal = Terminal.objects.create(
            name="".join(secrets.choice(ALPHABET) for _ in range(6)),
            office=office[:80],
            desk=desk,
            hours=options["hours"][:200],
            distance_mm=options["distance"],
            diagonal_in=options["diagonal"],
            width_px=width,
            height_px=height,
            paper=options["paper"],
        )
        self.stdout.write(f"/borne/{terminal.slug}/")

    def show(self, **options: Any) -> None:
        known = [
            {
                "address": f"/borne/{one.slug}/",
                "office": one.office,
                "desk": one.desk,
                "type_px": one.type_px,
                "paper": one.paper,
                "opened_on": one.opened_on.isoformat(),
                "revoked": one.revoked,
                "visits": one.visits,
                "tickets": one.tickets,
            }
            for one in Terminal.objects.order_by("opened_on", "name")
        ]
        self.stdout.write(json.dumps(known, ensure_ascii=False, indent=2))

    def revoke(self, name: str, **options: Any) -> None:
        short = short_name(name)
        if not Terminal.objects.filter(name=short, revoked=False).update(revoked=True):
            raise CommandError(f"Aucune borne ouverte ne s’appelle « {short} ».")
        self.stdout.write("Fermée.")

    def outage(self, name: str, site: str, **options: Any) -> None:
        """The page that the browser opens first: it needs no server, and leads to the terminal as
        soon as one answers."""
        terminal = Terminal.objects.filter(name=short_name(name), revoked=False).first()
        if terminal is None:
            raise CommandError(f"Aucune borne ouverte ne s’appelle « {short_name(name)} ».")
        if not site.startswith(("https://", "http://")):
            raise CommandError("L’adresse du site commence par https://")
        address = f"{site.rstrip('/')}/borne/{terminal.slug}/"
        context = {"terminal": terminal, "address": address}
        self.stdout.write(render_to_string("terminal/outage.html", context))
