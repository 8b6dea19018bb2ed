"""Every kind of income: what it is for tax, and in which rules it counts. Pure.

ONE table. The situation writes the taxable twins of each income after it (simulator.way.earnings),
the corrections of `corrections/resources.py` bring to each means test what OpenFisca-France leaves
out, and tests/engine/test_incomes.py goes through every cell: a household with only that income,
before and after. A cell is counted unless `left_out` says by which text it is not, or `unsettled`
what was not established: the results that it could change are then « à vérifier ».
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from simulator.engine.law.values import constant

#: Euros of gross and of taxable pay for one net euro: what OpenFisca-France 176 gives in 2026 for a
#: private employee, 600 to 4,000 euros gross (CSG and CRDS not deductible, 2.9 % of 98.25 %).
TAXABLE, GROSS = "salaire_imposable_par_euro_net", "salaire_brut_par_euro_net"
SMIC = "smic_brut_mensuel"
#: Above it, rents are declared with their real charges, which nobody was asked (CGI, art. 32).
MOST_SIMPLE_RENTS = 15_000


@dataclass(frozen=True)
class Rule:
    """A means test: the engine's variable where its resources show, of what, and its text."""

    variable: str
    entity: str
    law: str
    period: str = "month"


RULES: Mapping[str, Rule] = {
    "impot": Rule("rfr", "foyer_fiscal", "CGI, art. 79 à 90 et 1417", "year"),
    "aide_logement": Rule("aide_logement_base_ressources", "famille", "CCH, art. R. 822-3 et -4"),
    "famille": Rule("prestations_familiales_base_ressources", "famille", "CSS, art. R. 532-3"),
    "aah": Rule("aah", "individu", "CSS, art. L. 821-1 et R. 821-4"),
    "aspa": Rule("asi_aspa_base_ressources", "famille", "CSS, art. R. 815-22"),
    "asi": Rule("asi_aspa_base_ressources", "famille", "CSS, art. L. 815-24 et R. 815-22"),
    "ass": Rule("ass_base_ressources", "famille", "code du travail, art. R. 5423-2"),
    "rsa": Rule("rsa_base_ressources", "famille", "CASF, art. R. 262-6"),
    "ppa": Rule("ppa_base_ressources", "famille", "CSS, art. R. 844-1 et R. 844-5"),
    "css": Rule("css_cmu_base_ressources", "famille", "CSS, art. L. 861-2 et R. 861-4"),
}
#: What reads the tax return, and so leaves out what is not taxed.
FISCAL = ("impot", "aide_logement", "famille")


@dataclass(frozen=True)
class Income:
    """One kind of income, as `questionnaire.questions.revenus` names it.

    `twins`: euros in each other variable for one euro of its own, every month: taxable, gross; or
    the name of the dated constant that says how many.
    `boxes`: the same in a yearly box of the tax unit. `tax`: the text that taxes or exempts it.
    """

    kind: str
    variable: str
    tax: str
    twins: Mapping[str, float | str] = field(default_factory=dict)
    boxes: Mapping[str, float] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    unsettled: Mapping[str, str] = field(default_factory=dict)

    def counts(self, rule: str) -> bool:
        """Whether the law counts it in this rule."""
        return rule not in self.left_out and rule not in self.unsettled


@lru_cache(maxsize=4096)
def euros_in(period: str, share: float | str) -> float:
    """A number as it is; a constant, by its name, as it was in a month ("2026-11") or at the
    beginning of a year ("2024")."""
    if not isinstance(share, str):
        return share
    return constant(share, date.fromisoformat(f"{period}-01-01"[: len("2026-11-01")]))


def exempt(law: str, *but: str) -> dict[str, str]:
    """Left out of all that reads the tax return, except `but`."""
    return {rule: law for rule in FISCAL if rule not in but}


JOBLESS = "code du travail, art. L. 5421-1 : l’ASS n’est pas due avec ce revenu"
PAID_LEAVE = {"ass": JOBLESS}
CIVIC = "code du service national, art. L. 120-21"
STUDY = "CASF, art. R. 262-11 ; CSS, art. R. 844-5 et R. 861-10 : bourse d’études"
FOUGHT = "CSS, art. R. 815-22, 8° ; CASF, art. R. 262-11 : retraite du combattant"
REPAIRED = "CGI, art. 81, 33° bis : réparation, et non revenu"
GAIN = "un capital reçu une fois n’est pas un revenu de la déclaration (CGI, art. 12)"

INCOMES = (
    Income(
        "salaire",
        "salaire_net",
        "CGI, art. 79",
        twins={"salaire_imposable": TAXABLE, "salaire_de_base": GROSS},
    ),
    Income(
        "chomage-partiel",
        "indemnites_chomage_partiel",
        "CGI, art. 79",
        twins={"salaire_imposable": 1.0},
    ),
    Income(
        "stage",
        "indemnites_stage",
        "CGI, art. 81 bis : exonérée jusqu’au SMIC d’un an",
        left_out=exempt("CGI, art. 81 bis")
        | {
            "aah": "CSS, art. R. 821-4 : revenus imposables",
            "aspa": "offerte de 16 à 30 ans",
            "asi": "CGI, art. 81 bis",
        },
        unsettled={"rsa": "place de la gratification", "ppa": "place de la gratification"},
    ),
    Income(
        "formation",
        "revenus_stage_formation_pro",
        "CGI, art. 79 et 81",
        twins={"chomage_imposable": 1.0},
    ),
    Income(
        "volontariat",
        "indemnites_volontariat",
        "CGI, art. 81, 17° : exonérée",
        left_out=exempt("CGI, art. 81, 17°") | dict.fromkeys(("aah", "ass", "ppa", "css"), CIVIC),
    ),
    Income(
        "chomage",
        "chomage_net",
        "CGI, art. 79",
        # Exempt of CSG and CRDS at the incomes that open rights (CSS, art. L. 136-8).
        twins={"chomage_imposable": 1.0, "chomage_brut": 1.0},
        left_out={"ass": JOBLESS},
    ),
    Income(
        "ass",
        "ass",
        "CGI, art. 79 : revenu de remplacement",
        twins={"chomage_imposable": 1.0},
        left_out={
            "aide_logement": "CCH, art. R. 822-15 : ni les revenus d’activité ni le chômage",
            "ass": "l’aide elle-même",
        },
        unsettled={"aah": "ce que l’ASS passée retire de l’AAH"},
    ),
    Income(
        "csp",
        "allocation_securisation_professionnelle",
        "CGI, art. 79 : comme l’allocation chômage",
        twins={"chomage_imposable": 1.0},
        left_out=PAID_LEAVE,
    ),
    Income(
        "maladie",
        "indemnites_journalieres_maladie",
        "CGI, art. 80 quinquies : imposables, sauf celles d’une affection de longue durée",
        twins={"chomage_imposable": 1.0},
        left_out=PAID_LEAVE,
    ),
    Income(
        "accident",
        "indemnites_journalieres_accident_travail",
        "CGI, art. 81, 8° : la moitié est exonérée",
        twins={"chomage_imposable": 0.5},
        left_out=PAID_LEAVE,
    ),
    Income(
        "maladie-pro",
        "indemnites_journalieres_maladie_professionnelle",
        "CGI, art. 81, 8° : la moitié est exonérée",
        twins={"chomage_imposable": 0.5},
        left_out=PAID_LEAVE,
    ),
    Income(
        "maternite",
        "indemnites_journalieres_maternite",
        "CGI, art. 80 quinquies",
        twins={"chomage_imposable": 1.0},
        left_out=PAID_LEAVE,
    ),
    Income(
        "rente",
        "rente_accident_travail",
        "CGI, art. 81, 8° : exonérée",
        left_out=exempt("CGI, art. 81, 8°"),
        unsettled={"ppa": "les sources se contredisent", "ass": "CGI, art. 81 : pas déclarée"},
    ),
    Income("invalidite", "pensions_invalidite", "CGI, art. 79"),
    Income(
        "amiante",
        "dedommagement_victime_amiante",
        REPAIRED,
        left_out=exempt(REPAIRED) | {"aah": REPAIRED, "ass": REPAIRED, "ppa": REPAIRED},
    ),
    Income(
        "retraite",
        "retraite_nette",
        "CGI, art. 79",
        twins={"retraite_imposable": 1.0, "retraite_brute": 1.0},
    ),
    Income(
        "combattant",
        "retraite_combattant",
        "CGI, art. 81, 4° : exonérée",
        left_out=exempt("CGI, art. 81, 4°")
        | dict.fromkeys(("aah", "aspa", "asi", "ass", "rsa"), FOUGHT),
    ),
    Income("pension-recue", "pensions_alimentaires_percues", "CGI, art. 79 et 80 septies"),
    Income(
        "compensatoire",
        "prestation_compensatoire",
        "CGI, art. 80 quater : imposable comme une pension, quand elle est une rente",
        twins={"retraite_imposable": 1.0},
    ),
    Income(
        "bourse",
        "bourse_enseignement_sup",
        "BOFiP, RSA-CHAMP-20-50-20 : bourse sur critères sociaux, exonérée",
        left_out=exempt(STUDY)
        | dict.fromkeys(("aah", "aspa", "asi", "ass", "rsa", "ppa", "css"), STUDY),
    ),
    Income(
        "recherche",
        "bourse_recherche",
        "CGI, art. 79 : la rémunération d’un chercheur est un salaire",
        twins={"chomage_imposable": 1.0},
        left_out={"aspa": "offerte de 16 à 40 ans", "asi": "offerte de 16 à 40 ans"},
        unsettled={"ass": "place de la bourse de recherche"},
    ),
    Income("loyers", "revenus_locatifs", "CGI, art. 32", boxes={"f4be": 1.0}),
    Income(
        "capital",
        "revenus_capital",
        "CGI, art. 200 A : au taux forfaitaire, sans abattement",
        boxes={"f2tr": 1.0},
    ),
    Income(
        "exceptionnel",
        "gains_exceptionnels",
        GAIN,
        left_out=exempt(GAIN)
        | {
            "aah": "CSS, art. R. 821-4",
            "ass": GAIN,
            "ppa": "CSS, art. R. 844-5 : aide non régulière",
        },
    ),
)

BY_VARIABLE: Mapping[str, Income] = {income.variable: income for income in INCOMES}
#: An income's variable -> the variables that are written after it.
TWINS: Mapping[str, frozenset[str]] = {
    income.variable: frozenset(income.twins).union(income.boxes)
    for income in INCOMES
    if income.twins or income.boxes
}
#: Those whose twins are written for everyone, zeros too: an input silences the formula of its
#: variable in the whole simulation, and batches mix households.
STANDING = ("salaire_net", "chomage_net", "retraite_nette")
#: A rule -> the variables of the incomes whose place in it was not established.
UNSETTLED: Mapping[str, tuple[str, ...]] = {
    rule: found
    for rule in RULES
    if (found := tuple(i.variable for i in INCOMES if rule in i.unsettled))
}
