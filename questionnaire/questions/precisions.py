"""What makes the result surer, offered after it and only where it would change a benefit."""

from typing import Any

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.building.wording import says
from questionnaire.core import Context, Fill, Over, Question

YEARLY = "euros par an"
VALUE = "euros"
#: The tax return's lines of two years ago, which family benefits and grants read (CSS, art.
#: R.532-3; code de l’éducation, art. D.531-4): without them, the average of the last months stands.
LINES = {
    "salaire": ("Salaires (case 1AJ ou 1BJ)", "salaire_imposable"),
    "chomage": ("Chômage et indemnités (case 1AP ou 1BP)", "chomage_imposable"),
    "retraite": ("Retraites et pensions (case 1AS ou 1BS)", "retraite_imposable"),
}
#: What RSA (CASF, art. R.132-1) and housing aid (CCH, art. R.822-9) count. The rental value of a
#: home that nobody rents is not asked: OpenFisca-France 176 takes a year's for a month's.
ASSETS = {
    "livrets": ("Sur des livrets sans impôt : Livret A, LDDS, LEP", "livret_a"),
    "epargne": (
        "Sur un compte courant ou une assurance-vie",
        "epargne_revenus_non_imposables",
    ),
    "placements": ("En actions ou en comptes à terme", "epargne_revenus_imposables"),
    "immobilier": (
        "Valeur d’un logement où vous n’habitez pas et que vous ne louez pas",
        "valeur_immo_non_loue",
    ),
    "loue": ("Valeur d’un logement que vous louez à quelqu’un", "valeur_patrimoine_loue"),
}
PENSION = "pensions_alimentaires_percues"
MUCH_INCOME, MUCH_SAVED = 60_000.0, 40_000.0


def two_years_ago(context: Context) -> str:
    return str(int(context.month[:4]) - 2)


#: The kinds told for the last year are asked for two years ago too: without an answer, the average
#: of the last months stands.
TOLD = {
    "vente": ("Micro-entreprise, ventes : chiffre d’affaires", "bic_vente_imp", "mbic_impv"),
    "service": ("Micro-entreprise, services : chiffre d’affaires", "bic_service_imp", "mbic_imps"),
    "liberal": ("Micro-entreprise, activité libérale : recettes", "bnc_imp", "mbnc_impo"),
    "commerce": ("Bénéfice de l’entreprise", "", "abic_impn"),
    "profession": ("Bénéfice de l’activité libérale", "", "abnc_impo"),
    "exploitation": ("Bénéfice de l’exploitation agricole", "", "arag_impg"),
    "pension-recue": ("Pension alimentaire reçue (case 1AO ou 1BO)", "", PENSION),
    "loyers": ("Loyers reçus, en entier", "", "revenus_locatifs"),
    "capital": ("Intérêts et dividendes (cases 2DC, 2TR)", "", "revenus_capital"),
}


def told(context: Context) -> list[str]:
    """The kinds of TOLD that were ticked for the last twelve months."""
    return [kind for kind in TOLD if kind in context.get("revenus", ())]


def revenus_passes(context: Context) -> Group:
    year = two_years_ago(context)
    return Group(
        says(
            context,
            f"Combien avez-vous déclaré aux impôts pour {year} ?",
            f"Combien a déclaré {{nom}} aux impôts pour {year} ?",
        ),
        {
            **{key: fields.Money(label, YEARLY) for key, (label, _) in LINES.items()},
            **{key: fields.Money(TOLD[key][0], YEARLY, required=False) for key in told(context)},
        },
        f"Regardez l’avis d’impôt sur les revenus de {year}, avant la déduction de 10 %. "
        "Écrivez 0 quand il n’y avait rien.",
    )


def patrimoine(context: Context) -> Group:
    return Group(
        says(context, "Quelle est votre épargne ?", "Quelle est l’épargne de {nom} ?"),
        {key: fields.Money(label, VALUE) for key, (label, _) in ASSETS.items()},
        "Ne comptez pas le logement où vous habitez. À peu près suffit. "
        "Écrivez 0 quand il n’y a rien.",
    )


def in_year(key: str) -> Any:
    """A line of the tax return, on its year; nothing when it was not written."""
    return lambda answer, context: (
        {two_years_ago(context): answer[key]} if answer.get(key) is not None else None
    )


def past_fills() -> tuple[Fill, ...]:
    """The variables of each line, the turnover's own among them."""
    lines = [(key, variable) for key, (_, variable) in LINES.items()]
    for key, (_, regime, variable) in TOLD.items():
        lines += [(key, variable)]
        lines += [(key, f"rpns_micro_entreprise_CA_{regime}")] if regime else []
    return tuple(Fill(variable, "individu", Over.YEARS, in_year(key)) for key, variable in lines)


def of(key: str) -> Any:
    return lambda answer, context: answer[key]


def past_ends(context: Context) -> tuple[dict[str, float], ...]:
    nothing = dict.fromkeys(LINES, 0.0)
    return nothing, {**nothing, "salaire": MUCH_INCOME}


def saved_ends(context: Context) -> tuple[dict[str, float], ...]:
    """Nothing saved is what the result already took."""
    return ({**dict.fromkeys(ASSETS, 0.0), "epargne": MUCH_SAVED},)


QUESTIONS = (
    Question(
        "revenus-passes",
        revenus_passes,
        fills=past_fills(),
        refines=past_ends,
        looks_at=("revenus",),
        noun="revenus déclarés il y a deux ans",
        why="Les aides de la famille et les bourses regardent les revenus d’il y a deux ans.",
    ),
    Question(
        "patrimoine",
        patrimoine,
        fills=tuple(
            Fill(variable, "individu", Over.YEAR, of(key)) for key, (_, variable) in ASSETS.items()
        ),
        refines=saved_ends,
        noun="épargne",
        why="Le RSA et l’aide au logement comptent une petite partie de l’épargne.",
    ),
)
