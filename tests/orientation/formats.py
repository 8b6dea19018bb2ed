"""Small made-up records in the formats of the official files (docs/directory.md)."""

import csv
import io
import json
from pathlib import Path
from typing import Any


def dila(identifier: str = "a1", kind: str = "caf", insee: str = "93048", **changes: Any) -> dict:
    """A record of the DILA's annuaire in its native JSON."""
    return {
        "id": identifier,
        "nom": f"Guichet {identifier}",
        "categorie": "SL",
        "pivot": [{"type_service_local": kind, "code_insee_commune": [insee]}],
        "adresse": [
            {"type_adresse": "Adresse postale", "numero_voie": "BP 1", "code_postal": "93199"},
            {
                "type_adresse": "Adresse",
                "complement1": "Bâtiment B",
                "complement2": "",
                "numero_voie": "1 rue de la Paix",
                "service_distribution": "",
                "code_postal": "93100",
                "nom_commune": "Montreuil",
                "longitude": "2.44",
                "latitude": "48.86",
                "accessibilite": "DEM",
                "note_accessibilite": "",
            },
        ],
        "telephone": [{"valeur": "+33148000001", "description": ""}],
        "site_internet": [{"libelle": "", "valeur": "https://www.example.org/"}],
        "formulaire_contact": [],
        "plage_ouverture": [
            {
                "nom_jour_debut": "Lundi",
                "nom_jour_fin": "Jeudi",
                "valeur_heure_debut_1": "09:00:00",
                "valeur_heure_fin_1": "12:00:00",
                "valeur_heure_debut_2": "",
                "valeur_heure_fin_2": "",
                "commentaire": "",
            }
        ],
        "commentaire_plage_ouverture": "Uniquement sur rendez-vous.",
        "information_complementaire": "Entrée par la cour. Responsable : Mme Dupont, a@b.fr",
        "affectation_personne": [{"personne": {"nom": "Dupont"}}],
        "partenaire": "",
        "partenaire_identifiant": "",
        "date_modification": "03/06/2026 14:21:31",
        "url_service_public": "https://lannuaire.service-public.gouv.fr/x",
        "statut_de_diffusion": "true",
    } | changes


def serialised(record: dict) -> dict:
    """The same record as exports write it: nested fields as text."""
    return {k: json.dumps(v) if isinstance(v, list) else v for k, v in record.items()}


def france_services(identifier: str = "1", **changes: str) -> dict[str, str]:
    """A line of the ANCT's list."""
    days = dict.fromkeys(("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi"),
                         "09:00 - 12:00 / 14:00 - 16:30")  # fmt: skip
    return {
        "id_fs": identifier,
        "insee_dep": "93",
        "lib_fs": f"France services n° {identifier}",
        "adresse": "5 rue des Écoles",
        "complement_adresse": "",
        "insee_com": "93048",
        "code_postal": "93100",
        "lib_com": "Montreuil",
        "latitude": "48.865",
        "longitude": "2.445",
        "mail": "fs@example.org",
        "telephone": "01 48 00 00 02",
        **days,
        "h_samedi": "00:00 - 00:00",
        "prise_rdv": "Oui",
        "commentaire": "",
        "type_fs": "Principal",
        "format_fs": "Fixe",
        "groupe_fs": "",
        "labellisation_fs": "",
    } | changes


def structure(identifier: str = "di--1", **changes: Any) -> dict:
    """A structure of data.inclusion 1.0."""
    return {
        "source": "di",
        "id": identifier,
        "nom": f"Structure {identifier}",
        "date_maj": "2026-06-01",
        "description": None,
        "commune": "Montreuil",
        "code_postal": "93100",
        "code_insee": "93048",
        "adresse": "7 rue de l’Église",
        "complement_adresse": None,
        "longitude": 2.446,
        "latitude": 48.861,
        "telephone": "0148000003",
        "courriel": "x@example.org",
        "site_web": "https://www.example.org/di",
        "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
        "accessibilite_lieu": None,
        "reseaux_porteurs": ["mission-locale"],
    } | changes


def service(structure_id: str = "di--1", **changes: Any) -> dict:
    """A service of data.inclusion 1.0."""
    return {
        "source": "di",
        "id": f"{structure_id}-s",
        "structure_id": structure_id,
        "nom": "Aide aux démarches",
        "description": "…",
        "date_maj": "2026-06-01",
        "thematiques": [
            "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
        ],
        "frais": "gratuit",
        "mobilisable_par": ["usagers"],
        "zone_eligibilite": None,
        "contact_nom_prenom": "Jean Dupont",
    } | changes


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def write_csv(path: Path, rows: list[dict], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
