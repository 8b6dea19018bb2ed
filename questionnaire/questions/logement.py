"""The home: commune, occupancy, rent."""

import re

from orientation import search
from questionnaire import fields
from questionnaire.core import Context, Fill, Over, Question
from questionnaire.questions.filling import is_yes


def communes(postcode: str) -> list[tuple[str, str]]:
    """The communes and municipal arrondissements of a postal code, as (INSEE code, name).

    Whatever a browser sends may be asked; spaces do not count.
    """
    code = "".join(postcode.split())
    if not re.fullmatch(r"[0-9]{5}", code):
        return []
    return [(commune.code, commune.name) for commune in search.communes_for_postcode(code)]


def commune(context: Context) -> fields.Commune:
    return fields.Commune(
        "Où habitez-vous ?",
        communes,
        "Écrivez le code postal de votre commune. Sans logement, écrivez celui de la commune "
        "ou de l’association où vous recevez votre courrier.",
    )


OCCUPANCIES = [
    ("locataire_vide", "Locataire d’un logement vide (non meublé)"),
    ("locataire_meuble", "Locataire d’un logement meublé"),
    ("locataire_hlm", "Locataire d’un logement HLM"),
    ("proprietaire", "Propriétaire"),
    ("loge_gratuitement", "Logé gratuitement, par un proche par exemple"),
    ("sans_domicile", "Sans logement"),
]


def logement(context: Context) -> fields.Choice:
    return fields.Choice(
        "Quel est votre logement ?",
        OCCUPANCIES,
        "HLM (habitation à loyer modéré) : le logement est loué par un bailleur social, "
        "par exemple un office public de l’habitat.",
    )


def tenant(context: Context) -> bool:
    """le logement est loué"""
    return context.get("logement", "").startswith("locataire")


def private_tenant(context: Context) -> bool:
    """le logement est loué, hors HLM"""
    return context.get("logement") in ("locataire_vide", "locataire_meuble")


def loyer(context: Context) -> fields.AmountOr:
    return fields.AmountOr(
        "Quel est votre loyer, sans les charges ?",
        help_text="Le montant sans les charges est sur la quittance ou le bail. "
        "En colocation, écrivez seulement votre part. "
        "N’enlevez pas l’aide au logement si vous la recevez déjà.",
        unsure=(200.0, 450.0, 800.0),  # above 830 or so, too dear to be helped in some zones
    )


def colocation(context: Context) -> fields.Choice:
    return fields.yes_no(
        "Partagez-vous ce logement en colocation ?",
        "Une colocation : plusieurs locataires ont signé un bail pour le même logement, "
        "sans former un couple.",
    )


def proprietaire_famille(context: Context) -> fields.Choice:
    return fields.yes_no(
        "Votre propriétaire est-il un parent, un grand-parent, un enfant ou un petit-enfant ?",
        "À vous ou à votre partenaire. Dans ce cas, l’aide au logement n’est pas possible.",
    )


QUESTIONS = (
    Question(
        "commune",
        commune,
        fills=(Fill("depcom", "menage", Over.YEAR, lambda answer, context: answer["commune"]),),
    ),
    Question(
        "logement", logement, fills=(Fill("statut_occupation_logement", "menage", Over.YEAR),)
    ),
    Question("loyer", loyer, tenant, (Fill("loyer", "menage", Over.YEAR),)),
    Question("colocation", colocation, tenant, (Fill("coloc", "menage", Over.YEAR, is_yes),)),
    Question(
        "proprietaire-famille",
        proprietaire_famille,
        private_tenant,
        (Fill("proprietaire_proche_famille", "famille", Over.YEAR, is_yes),),
    ),
)
