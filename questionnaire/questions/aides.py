"""What the family already receives."""

from collections.abc import Callable

from questionnaire.building import fields
from questionnaire.building.amounts import Amounts, Kind, offered
from questionnaire.core import Context, Over, always

Condition = Callable[[Context], bool]


def received(
    id: str, label: str, variable: str, most: float = 600, when: Condition = always
) -> Kind:
    """A benefit paid to the family, of at most about `most` euros a month."""
    return Kind(id, label, (variable,), "famille", Over.RECEIVED, plausible=(20, most), when=when)


def parents(context: Context) -> bool:
    """au moins un enfant à charge"""
    return bool(context.get("enfants", 0))


KINDS = (
    received("rsa", "Revenu de solidarité active (RSA)", "rsa", 1_200),
    received("prime-activite", "Prime d’activité", "ppa"),
    received("logement", "Aide au logement (APL, ALF ou ALS)", "aide_logement"),
    received("allocations-familiales", "Allocations familiales", "af", when=parents),
    received("complement-familial", "Complément familial", "cf", when=parents),
    received("soutien-familial", "Allocation de soutien familial (ASF)", "asf", when=parents),
    received("paje", "Allocation de base de la PAJE (jeune enfant)", "paje_base", when=parents),
    received(
        "prepare",
        "Prestation partagée d’éducation de l’enfant (PreParE)",
        "paje_prepare",
        when=parents,
    ),
    received(
        "aeeh",
        "Allocation d’éducation de l’enfant handicapé (AEEH)",
        "aeeh",
        1_300,
        when=parents,
    ),
    received("aspa", "Allocation de solidarité aux personnes âgées (ASPA)", "aspa", 1_600),
)


def ticking(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        "Quelles aides votre foyer reçoit-il déjà ?",
        [(kind.id, kind.label) for kind in offered(KINDS, context)],
        "Aucune de ces aides",
        "Votre foyer : vous, votre partenaire et vos enfants. "
        "Ces aides sont écrites sur vos relevés de la CAF ou de la MSA.",
    )


QUESTIONS = Amounts(
    "aides",
    KINDS,
    ticking,
    lambda context: "Combien votre foyer reçoit-il ?",
    "Écrivez le montant d’un mois, même à peu près. Il a changé, ou l’aide est récente ? "
    "Cochez la case : nous demanderons mois par mois.",
    lambda context: "Combien votre foyer a-t-il reçu, mois par mois ?",
    nouns=(
        "aides déjà reçues",
        "montants des aides",
        "aides, à peu près",
        "aides, mois par mois",
    ),
    why="Le calcul dit ce qui s’ajoute à ces aides. Une aide reçue compte aussi dans d’autres "
    "calculs.",
).questions()
