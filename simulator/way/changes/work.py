"""A job, its pay, the end of it, of studies, a pension."""

from questionnaire.building import fields
from questionnaire.building.forms import Group
from questionnaire.core import Context
from questionnaire.dossier import Dossier
from simulator.way.changes.whom import WHOM, adults, age, earns, is_in, of, who
from simulator.way.whatif import REPLACING, Change, Impossible, Told, with_incomes, with_situation

WITHOUT_WORK = ("chomeur", "foyer", "invalide")
STUDIES = ("etudiant",)
#: Nobody draws a pension before (CSS, art. L.351-1-1 to L.351-1-3: 58 for a long career, 55 with a
#: disability).
YOUNGEST_PENSIONER = 55
TOO_YOUNG = f"La retraite n’est possible pour personne avant {YOUNGEST_PENSIONER} ans."
LEGAL_AGE = 62  # before, only for a long career, a disability, hard work (CSS, art. L.161-17-2)
PAY = "Salaire net, avant impôt, par mois"
QUARTERLY = (
    "À dire tout de suite à la CAF ou à la MSA. Le RSA et la prime d’activité changent à la "
    "déclaration des trois mois ; "
)


OLDEST_WORKER = 75  # beyond, nobody would look for a job here


def may_work(context: Context) -> bool:
    return (context.age or 0) < OLDEST_WORKER


def may_be_employed(context: Context) -> bool:
    return not earns(context) and may_work(context)


def ask_job(context: Context) -> Group:
    refusal = f"Dans ce foyer, chaque adulte a déjà un salaire, ou {OLDEST_WORKER} ans et plus."
    rows = who(context, may_be_employed, refusal)
    return Group("Prendre un emploi", rows | {"salaire": fields.Money(PAY)}, nouns=WHOM)


def take_job(dossier: Dossier, told: Told) -> Dossier:
    one = of(told)
    stopped: dict[str, float | None] = dict.fromkeys(REPLACING)
    return dossier.with_answers(
        with_situation(dossier, one, ["salarie"], WITHOUT_WORK)
        | with_incomes(dossier, one, {**stopped, "salaire": told["salaire"]})
    )


def ask_loss(context: Context) -> Group:
    rows = who(context, earns, "Dans ce foyer, personne n’a de salaire aujourd’hui.")
    benefit = fields.Money(
        "Allocation chômage par mois",
        help_text="Souvent un peu plus de la moitié du salaire. Écrivez 0 s’il n’y en aura pas.",
    )
    return Group("Perdre un emploi", rows | {"chomage": benefit}, nouns=WHOM)


def lose_job(dossier: Dossier, told: Told) -> Dossier:
    one = of(told)
    return dossier.with_answers(
        with_situation(dossier, one, ["chomeur"], ["salarie"])
        | with_incomes(dossier, one, {"salaire": None, "chomage": told["chomage"] or None})
    )


def ask_pay(context: Context) -> Group:
    rows = who(context, earns, "Dans ce foyer, personne n’a de salaire aujourd’hui.")
    return Group("Changer de salaire", rows | {"salaire": fields.Money(PAY)}, nouns=WHOM)


def change_pay(dossier: Dossier, told: Told) -> Dossier:
    return dossier.with_answers(with_incomes(dossier, of(told), {"salaire": told["salaire"]}))


def ask_pension(context: Context) -> Group:
    def old_enough(context: Context) -> bool:
        working = "retraite" not in context.get("situation", ())
        return working and (context.age or 0) >= YOUNGEST_PENSIONER

    rows = who(context, old_enough, TOO_YOUNG)
    young = any(
        old_enough(one) and (one.age or 0) < LEGAL_AGE
        for one in map(context.about, adults(context))
    )
    careful = (
        f"Avant {LEGAL_AGE} ans, la retraite n’est possible que dans certains cas : longue "
        "carrière, handicap, métier pénible. Vérifiez avec la caisse de retraite."
    )
    pension = fields.Money(
        "Retraite nette, avant impôt, par mois",
        help_text="Une estimation est sur info-retraite.fr. Ajoutez la complémentaire.",
    )
    return Group(
        "Partir à la retraite", rows | {"retraite": pension}, careful if young else "", nouns=WHOM
    )


def retire(dossier: Dossier, told: Told) -> Dossier:
    one = of(told)
    if (age(dossier, one) or 0) < YOUNGEST_PENSIONER:
        raise Impossible(
            f"La retraite n’est possible pour personne avant {YOUNGEST_PENSIONER} ans."
        )
    stopped: dict[str, float | None] = dict.fromkeys((*REPLACING, "salaire"))
    left = ("salarie", "independant", "agricole", "apprenti", *STUDIES, *WITHOUT_WORK)
    return dossier.with_answers(
        with_situation(dossier, one, ["retraite"], left)
        | with_incomes(dossier, one, {**stopped, "retraite": told["retraite"]})
    )


def ask_end_of_studies(context: Context) -> Group:
    rows = who(context, is_in("etudiant"), "Dans ce foyer, aucun adulte n’est étudiant.")
    pay = fields.Money(PAY, help_text="Écrivez 0 s’il n’y a pas tout de suite un emploi.")
    return Group("Finir ses études", rows | {"salaire": pay}, nouns=WHOM)


def end_studies(dossier: Dossier, told: Told) -> Dossier:
    one, pay = of(told), told["salaire"]
    return dossier.with_answers(
        with_situation(dossier, one, ["salarie" if pay else "chomeur"], STUDIES)
        | with_incomes(dossier, one, {"bourse": None, "salaire": pay or None})
    )


WORK = (
    Change(
        "emploi",
        "Prendre un emploi",
        ask_job,
        take_job,
        QUARTERLY + "l’aide au logement suit les revenus des douze derniers mois. Dites-le "
        "aussi à France Travail.",
    ),
    Change(
        "perte-emploi",
        "Perdre un emploi",
        ask_loss,
        lose_job,
        "À dire à France Travail dans les jours qui suivent, puis à la CAF ou à la MSA. L’aide "
        "au logement peut changer dès le deuxième mois de chômage.",
    ),
    Change(
        "salaire",
        "Changer de salaire",
        ask_pay,
        change_pay,
        QUARTERLY + "l’aide au logement suit les revenus des douze derniers mois.",
    ),
    Change(
        "retraite",
        "Partir à la retraite",
        ask_pension,
        retire,
        "La demande de retraite se fait quatre à six mois avant. Dites-le ensuite à la CAF ou "
        "à la MSA.",
    ),
    Change(
        "fin-etudes",
        "Finir ses études",
        ask_end_of_studies,
        end_studies,
        "À dire à la CAF ou à la MSA, et à France Travail sans emploi.",
    ),
)
