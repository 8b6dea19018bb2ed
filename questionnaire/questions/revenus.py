"""What each adult earns or receives, besides the family's benefits."""

from collections.abc import Callable
from typing import Any

from questionnaire.building import fields
from questionnaire.building.amounts import Amounts, Kind, earned_since, headings, offered
from questionnaire.building.fills import individual
from questionnaire.building.wording import says
from questionnaire.core import Context, Over
from questionnaire.questions.activite import is_in

NET = "Le montant net est sur la fiche de paie, avant l’impôt."
TURNOVER = "La moyenne par mois de votre chiffre d’affaires, sans rien enlever."


WORK, OWN, JOBLESS = "Travail", "À son compte", "Chômage"
SICK, OLD = "Maladie, handicap, naissance", "Retraite"
ALLOWANCE, ASSETS = "Pension alimentaire, bourse", "Loyers, épargne, héritage"
PROFIT = "Le bénéfice d’une année, celui de votre déclaration, divisé par douze."


def turnover(id: str, label: str, regime: str, box: str) -> Kind:
    """A micro-entrepreneur's turnover, by year: for RSA and prime d'activité, and in the tax box.

    The first alone never reaches taxable income (housing aid would be three times too high).
    """
    quarterly = f"rpns_micro_entreprise_CA_{regime}"
    return Kind(
        id,
        label,
        (quarterly, box),
        over=Over.YEARS,
        help_text=TURNOVER,
        yearly=True,
        group=OWN,
        quarterly=quarterly,
    )


def profit(id: str, label: str, box: str, *situations: str) -> Kind:
    """Another self-employed person's profit, in the tax box that RSA and the others read."""
    return Kind(
        id,
        label,
        (box,),
        over=Over.YEARS,
        help_text=PROFIT,
        yearly=True,
        group=OWN,
        when=is_in(*situations),
    )


def received(id: str, label: str, most: float, group: str, **options: Any) -> Kind:
    """A benefit that one person receives, of at most about `most` euros a month."""
    return Kind(id, label, (id,), over=Over.RECEIVED, plausible=(50, most), group=group, **options)


def paid(id: str, label: str, variable: str, group: str, **options: Any) -> Kind:
    """An income by month, of one person."""
    return Kind(id, label, (variable,), group=group, **options)


def aged(youngest: int, oldest: int = 120) -> Callable[[Context], bool]:
    return lambda context: context.age is not None and youngest <= context.age <= oldest


KINDS = (
    paid(
        "salaire",
        "Salaire net, avant impôt",
        "salaire_net",
        WORK,
        help_text=NET,
        help_template="questionnaire/payslip.html",
    ),
    paid(
        "chomage-partiel",
        "Indemnité d’activité partielle (chômage partiel)",
        "indemnites_chomage_partiel",
        WORK,
        when=is_in("salarie", "apprenti", "professionnalisation"),
    ),
    paid(
        "stage",
        "Gratification de stage",
        "indemnites_stage",
        WORK,
        plausible=(100, 800),
        when=aged(16, 30),
    ),
    paid("formation", "Rémunération de formation", "revenus_stage_formation_pro", WORK),
    paid(
        "volontariat",
        "Indemnité de service civique ou de volontariat",
        "indemnites_volontariat",
        WORK,
        plausible=(400, 900),
        when=aged(16, 31),
    ),
    turnover("vente", "Micro-entreprise : vente", "bic_vente_imp", "mbic_impv"),
    turnover("service", "Micro-entreprise : services", "bic_service_imp", "mbic_imps"),
    turnover("liberal", "Micro-entreprise : activité libérale", "bnc_imp", "mbnc_impo"),
    profit("commerce", "Autre entreprise : commerce, artisanat", "abic_impn", "independant"),
    profit("profession", "Autre activité libérale, au réel", "abnc_impo", "independant"),
    profit("exploitation", "Exploitation agricole", "arag_impg", "agricole"),
    paid("chomage", "Allocation chômage", "chomage_net", JOBLESS),
    paid(
        "csp",
        "Allocation de sécurisation professionnelle (CSP)",
        "allocation_securisation_professionnelle",
        JOBLESS,
        when=aged(18, 67),
    ),
    received("ass", "Allocation de solidarité spécifique (ASS)", 620, JOBLESS),
    received(
        "contrat_engagement_jeune",
        "Allocation du contrat d’engagement jeune (CEJ)",
        570,
        JOBLESS,
        when=aged(16, 30),
    ),
    paid("maladie", "Indemnités journalières de maladie", "indemnites_journalieres_maladie", SICK),
    paid(
        "accident",
        "Indemnités journalières d’accident du travail",
        "indemnites_journalieres_accident_travail",
        SICK,
    ),
    paid(
        "maladie-pro",
        "Indemnités journalières de maladie professionnelle",
        "indemnites_journalieres_maladie_professionnelle",
        SICK,
    ),
    paid("rente", "Rente d’accident du travail", "rente_accident_travail", SICK),
    paid(
        "maternite",
        "Indemnités de maternité ou paternité",
        "indemnites_journalieres_maternite",
        SICK,
        when=aged(15, 60),
    ),
    paid("invalidite", "Pension d’invalidité", "pensions_invalidite", SICK),
    received("aah", "Allocation aux adultes handicapés (AAH)", 1_050, SICK),
    received("caah", "Complément de ressources (avec l’AAH)", 180, SICK),
    received("mva", "Majoration pour la vie autonome (avec l’AAH)", 105, SICK),
    received("asi", "Allocation supplémentaire d’invalidité (ASI)", 620, SICK),
    paid(
        "amiante",
        "Indemnisation des victimes de l’amiante",
        "dedommagement_victime_amiante",
        SICK,
        when=aged(45),
    ),
    paid("retraite", "Retraite, réversion ou pension de veuvage", "retraite_nette", OLD),
    paid(
        "combattant",
        "Retraite du combattant",
        "retraite_combattant",
        OLD,
        plausible=(50, 80),
        when=aged(60),
    ),
    paid(
        "pension-recue",
        "Pension alimentaire reçue",
        "pensions_alimentaires_percues",
        ALLOWANCE,
        plausible=(50, 600),
    ),
    paid(
        "pension-versee",
        "Pension alimentaire versée (ce que vous payez)",
        "pensions_alimentaires_versees_individu",
        ALLOWANCE,
        plausible=(50, 600),
        outgoing=True,
        tax_box="f6gu",
    ),
    paid("compensatoire", "Prestation compensatoire reçue", "prestation_compensatoire", ALLOWANCE),
    paid(
        "bourse",
        "Bourse de l’enseignement supérieur",
        "bourse_enseignement_sup",
        ALLOWANCE,
        plausible=(140, 640),
        when=aged(16, 40),
    ),
    paid(
        "recherche",
        "Bourse de recherche",
        "bourse_recherche",
        ALLOWANCE,
        when=aged(16, 40),
    ),
    paid("loyers", "Loyers reçus", "revenus_locatifs", ASSETS),
    paid("capital", "Intérêts et dividendes", "revenus_capital", ASSETS, plausible=(0, 500)),
    paid("exceptionnel", "Gain exceptionnel : héritage, vente…", "gains_exceptionnels", ASSETS),
)


def stopped(answer: dict[str, Any], context: Context) -> bool | None:
    """Whether a business of theirs earned something, and nothing in M-1 nor M."""
    own = [answer.get(kind.id) for kind in KINDS if kind.group == OWN]
    told = [given for given in own if isinstance(given, dict) and any(given.values())]
    return any(earned_since(given, context.month, 1) == 0 for given in told) or None


def ticking(context: Context) -> fields.SeveralChoices:
    kinds = offered(KINDS, context)
    return fields.SeveralChoices(
        says(
            context,
            "Quel argent avez-vous reçu ou versé ces douze derniers mois ?",
            "Quel argent a reçu ou versé {nom} ces douze derniers mois ?",
        ),
        [(kind.id, kind.label) for kind in kinds],
        "Rien de tout cela",
        "Ouvrez chaque famille qui vous concerne. Cochez même ce qui n’a duré qu’un mois.",
        headings(kinds),
        likely=likely(context),
    )


def amount_label(context: Context) -> str:
    return says(context, "Quels montants, pour vous ?", "Quels montants, pour {nom} ?")


def months_label(context: Context) -> str:
    return says(
        context,
        "Combien avez-vous reçu, mois par mois ?",
        "Combien a reçu {nom}, mois par mois ?",
    )


#: What a situation makes likely: ticked at first, so that it is not forgotten.
LIKELY = {
    "salarie": "salaire",
    "apprenti": "salaire",
    "professionnalisation": "salaire",
    "service_civique": "volontariat",
    "esat": "salaire",
    "etranger": "salaire",
    "chomeur": "chomage",
    "retraite": "retraite",
}


def likely(context: Context) -> tuple[str, ...]:
    """The kinds that earlier answers announce; a pension that the other parent pays is one."""
    found = [LIKELY[one] for one in context.get("situation", ()) if one in LIKELY]
    others = context.answers.get("autre-parent", {})
    if context.subject.kind == "vous" and "pension" in others.values():
        found.append("pension-recue")
    return tuple(dict.fromkeys(found))


QUESTIONS = Amounts(
    "revenus",
    KINDS,
    ticking,
    amount_label,
    "Écrivez le montant d’un mois, même à peu près. Il a changé, ou il s’est arrêté ? "
    "Cochez la case : nous demanderons mois par mois.",
    months_label,
    (individual("activite_arretee", stopped),),
    looks_at=("situation",),
    announced_by=("autre-parent",),
    nouns=(
        "revenus des douze derniers mois",
        "montants des revenus",
        "revenus, à peu près",
        "revenus, mois par mois",
    ),
    why="Chaque sorte de revenu compte d’une autre façon : un salaire peut ouvrir la prime "
    "d’activité, une pension non.",
).questions()
