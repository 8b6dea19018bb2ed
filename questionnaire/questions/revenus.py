"""What each adult earns or receives, besides the family's benefits."""

from questionnaire import fields
from questionnaire.core import Context, Over
from questionnaire.questions.amounts import Amounts, Kind
from questionnaire.questions.wording import says

NET = "Le montant net est sur la fiche de paie, avant l’impôt."
TURNOVER = "La moyenne par mois de votre chiffre d’affaires, sans rien enlever."


def turnover(id: str, label: str, regime: str, box: str) -> Kind:
    """A micro-entrepreneur's turnover, by year: for RSA and prime d'activité, and in the tax box.

    The first alone never reaches taxable income (housing aid would be three times too high).
    """
    variables = (f"rpns_micro_entreprise_CA_{regime}", box)
    return Kind(id, label, variables, over=Over.YEARS, help_text=TURNOVER, yearly=True)


def received(id: str, label: str, most: float) -> Kind:
    """A benefit that one person receives, of at most about `most` euros a month."""
    return Kind(id, label, (id,), over=Over.RECEIVED, plausible=(50, most))


KINDS = (
    Kind("salaire", "Salaire net, avant impôt", ("salaire_net",), help_text=NET),
    turnover("vente", "Micro-entreprise : vente", "bic_vente_imp", "mbic_impv"),
    turnover("service", "Micro-entreprise : services", "bic_service_imp", "mbic_imps"),
    turnover("liberal", "Micro-entreprise : activité libérale", "bnc_imp", "mbnc_impo"),
    Kind("chomage", "Allocation chômage", ("chomage_net",)),
    Kind("stage", "Gratification de stage", ("indemnites_stage",), plausible=(100, 800)),
    Kind("formation", "Rémunération de formation", ("revenus_stage_formation_pro",)),
    Kind("maladie", "Indemnités journalières de maladie", ("indemnites_journalieres_maladie",)),
    Kind(
        "maternite", "Indemnités de maternité ou paternité", ("indemnites_journalieres_maternite",)
    ),
    Kind("retraite", "Retraite", ("retraite_nette",)),
    Kind("invalidite", "Pension d’invalidité", ("pensions_invalidite",)),
    Kind(
        "pension-recue",
        "Pension alimentaire reçue",
        ("pensions_alimentaires_percues",),
        plausible=(50, 600),
    ),
    received("aah", "Allocation aux adultes handicapés (AAH)", 1_050),
    received("ass", "Allocation de solidarité spécifique (ASS)", 620),
    received("asi", "Allocation supplémentaire d’invalidité (ASI)", 620),
)


def ticking(context: Context) -> fields.SeveralChoices:
    return fields.SeveralChoices(
        says(
            context,
            "Qu’avez-vous reçu ces douze derniers mois ?",
            "Qu’est-ce que {nom} a reçu ces douze derniers mois ?",
        ),
        [(kind.id, kind.label) for kind in KINDS],
        "Rien de tout cela",
        "Cochez ce qui a été reçu, même un seul mois.",
    )


def amount_label(context: Context) -> str:
    return says(context, "Combien recevez-vous ?", "Combien {nom} reçoit ?")


QUESTIONS = Amounts(
    "revenus",
    KINDS,
    ticking,
    amount_label,
    "Écrivez le montant d’un mois. S’il a changé dans l’année, ou s’il s’est arrêté, "
    "cochez la case : la page suivante demande les mois.",
).questions()
