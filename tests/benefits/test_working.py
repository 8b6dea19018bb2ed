"""How an amount is worked out: the displayed steps give the engine's own amount."""

import warnings
from collections import defaultdict
from types import ModuleType
from typing import Any

import pytest

from benefits.asking import Target, asked, broken_rule, explained, in_territory, targets
from benefits.facts import facts
from benefits.schema import Benefit, Catalogue
from benefits.steps import PLACEHOLDER, asked_by, named, period_of, read_by
from benefits.terms import PLURALS, Variable
from benefits.worksheet import Row, Table, Worksheet
from tests.engine.households import born, documents, household

pytestmark = pytest.mark.engine

MONTH = "2026-11"
EXPLAINED = {
    *("rsa", "ppa", "aide_logement", "af", "aah", "aspa", "cmu_c", "css_participation_forfaitaire"),
    *("bourse_college", "bourse_lycee", "bourse_criteres_sociaux", "cf", "asf", "ass"),
    *("cheque_energie", "ars", "asi", "paje_base", "apa_domicile", "paris_logement"),
    *("paris_logement_plfm", "paris_forfait_familles", "paris_energie_familles"),
    *("paris_logement_aspeh", "paris_complement_sante", "paris_logement_psol"),
}
TOLERANCE = 0.02  # euros: the engine counts in single precision


def student(parents_income: float) -> dict[str, Any]:
    """A student whose parents earn this much a year."""
    facts = {
        "date_naissance": born(20),
        "activite": "etudiant",
        "scolarite": "enseignement_superieur",
        "statuts_etablissement_scolaire": "public",
        "bourse_criteres_sociaux_base_ressources_parentale": parents_income,
    }
    return household([facts], home={"loyer": 400})


def high_rent(rent: float) -> dict[str, Any]:
    """A tenant whose rent is above what housing aid takes, then above what it bears."""
    return household([{"date_naissance": born(30)}], home={"loyer": rent})


def disabled(pension: float, salary: float) -> dict[str, Any]:
    facts = {"date_naissance": born(40), "handicap": True, "taux_incapacite": 0.9}
    earned = {"salaire_net": salary, "salaire_imposable": salary, "salaire_de_base": salary * 1.3}
    return household([{**facts, **earned, "pensions_invalidite": pension}])


def pupils(ages: list[int], salary: float) -> dict[str, Any]:
    """A parent on a salary and children of these ages, at the collège until fourteen."""
    earned = {"salaire_net": salary, "salaire_imposable": salary, "salaire_de_base": salary * 1.3}
    children = [
        {"date_naissance": born(age), "scolarite": "college" if age < 15 else "lycee"}
        for age in ages
    ]
    return household([{"date_naissance": born(40), "activite": "actif", **earned}], children)


def retired(pension: float) -> dict[str, Any]:
    received = dict.fromkeys(("retraite_nette", "retraite_imposable", "retraite_brute"), pension)
    return household([{"date_naissance": born(70), "activite": "retraite", **received}])


def lone_parent(pension: float) -> dict[str, Any]:
    """One child, and what the other parent pays for them."""
    child = {"date_naissance": born(6), "contribution_autre_parent": "ne_contribue_pas"}
    parent = {"date_naissance": born(30), "pensions_alimentaires_percues": pension}
    return household([parent], [child])


def job_seeker(salary_of_other: float) -> dict[str, Any]:
    """At the end of unemployment benefit, in a couple."""
    facts = {"date_naissance": born(50), "activite": "chomeur", "ass_precondition_remplie": True}
    facts["assurance_chomage"] = "finie"
    other = {"date_naissance": born(50), "activite": "actif", "salaire_net": salary_of_other}
    return household([facts, other | {"salaire_imposable": salary_of_other}])


def toddlers(births: list[str], salary: float) -> dict[str, Any]:
    """A couple on one salary and children born on these days."""
    earned = {"salaire_net": salary, "salaire_imposable": salary, "salaire_de_base": salary * 1.3}
    adults = [{"date_naissance": born(30)}, {"date_naissance": born(30), **earned}]
    return household(adults, [{"date_naissance": birth} for birth in births])


def invalid(*people: tuple[int, float]) -> dict[str, Any]:
    """Adults of these ages who receive this invalidity pension."""
    adults = [{"date_naissance": born(age), "pensions_invalidite": sum_} for age, sum_ in people]
    return household(adults)


def dependent(plan: float, pension: float) -> dict[str, Any]:
    """Somebody of 80 who needs help for most of daily life."""
    document = retired(pension)
    facts = {"gir": "gir_2", "dependance_plan_aide_domicile": plan}
    document["individus"]["vous"] |= {name: {MONTH: value} for name, value in facts.items()}
    return document


def in_paris(document: dict[str, Any]) -> dict[str, Any]:
    """The same household, in Paris for years, with a rent of 900 euros."""
    home = document["menages"]["menage"]
    home["depcom"] = dict.fromkeys(home["depcom"], "75115")
    home["loyer"] = dict.fromkeys(home["loyer"], 900)
    document["familles"]["famille"]["parisien"] = {MONTH: True}
    return document


def parisians() -> list[dict[str, Any]]:
    """Old, disabled, and families: with little, and with too much."""
    helped = [pupils([12, 16], salary) for salary in (1200.0, 9000.0)]
    for document in helped:
        document["individus"]["enfant_0"]["handicap"] = {MONTH: True}
    drawn = [
        *(retired(pension) for pension in (1110.0, 1300.0, 2500.0)),
        *(disabled(0, salary) for salary in (0, 3000)),
        *(
            pupils(ages, salary)
            for ages in ([8], [5, 8, 11])
            for salary in (1000.0, 1500.0, 6000.0)
        ),
        *(pupils([], salary) for salary in (1000.0, 1300.0)),
        toddlers(["2020-03-02"], 1200.0),
        *helped,
    ]
    return [in_paris(document) for document in drawn]


def households() -> list[dict[str, Any]]:
    """Drawn at random, and those whose rights are rare there; as situations are."""
    drawn = [without_questions(document) for document in documents(16, seed=7)]
    found = [
        *drawn,
        *(student(income) for income in (5000.0, 30000.0, 90000.0)),
        *(retired(pension) for pension in (300.0, 2500.0)),
        *(pupils(ages, salary) for ages in ([12, 16], [5, 20]) for salary in (900.0, 6000.0)),
        *(pupils([5, 8, 11], salary) for salary in (900.0, 8000.0)),
        *(lone_parent(pension) for pension in (0.0, 150.0, 400.0)),
        *(job_seeker(salary) for salary in (500.0, 4000.0)),
        *(pupils([17], salary) for salary in (2700.0, 2723.5, 2730.0)),
        *(toddlers(["2025-03-02"], salary) for salary in (1000.0, 3000.0, 3300.0, 8000.0)),
        toddlers(["2025-03-02", "2025-03-02", "2019-01-01"], 3000.0),
        *(invalid((50, pension)) for pension in (300.0, 914.0, 2000.0)),
        *(invalid((50, 300.0), (50, pension)) for pension in (0.0, 200.0, 2000.0)),
        *(dependent(*of) for of in ((900.0, 1000.0), (900.0, 5000.0), (20.0, 1500.0))),
        *parisians(),
        *(high_rent(rent) for rent in (900.0, 1150.0, 1600.0)),
        *(
            disabled(pension, salary)
            for pension, salary in ((0, 0), (400, 0), (1100, 0), (0, 3000))
        ),
    ]
    return [as_situations_are(document) for document in found]


def as_situations_are(document: dict[str, Any]) -> dict[str, Any]:
    """With what `simulator.way.document` writes of all: the rule of March 2025, no RSA received."""
    months = [f"2026-{month:02d}" for month in range(1, 12)]
    family = document["familles"]["famille"]
    family["departement_experimentation_rsa"] = dict.fromkeys(months[6:], True)
    family["rsa"] = dict.fromkeys(months[:-1], 0)
    return document


def without_questions(document: dict[str, Any]) -> dict[str, Any]:
    return {
        plural: {
            name: {key: value for key, value in entity.items() if not asks(value)}
            for name, entity in group.items()
        }
        for plural, group in document.items()
    }


def asks(values: Any) -> bool:
    return isinstance(values, dict) and None in values.values()


@pytest.fixture(scope="module")
def worked(catalogue: Catalogue, engine: ModuleType) -> dict[str, list[tuple[list[Table], Any]]]:
    """The tables and the engine's value of each right that a household may have, in one batch."""
    from simulator.engine.law import legislation

    chosen = [benefit for benefit in catalogue.benefits if benefit.steps]
    wanted = []
    for document in households():
        filled = asked(Catalogue(tuple(chosen)), document, MONTH)
        for benefit in chosen:
            filled = explained(benefit, filled, MONTH)
        wanted.append(filled)
    found = defaultdict(list)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        answers = engine.calculate(wanted)
    for document in answers:
        known = facts(document, MONTH)
        for benefit in chosen:
            if not in_territory(benefit, known):
                continue
            for target in targets(benefit, document, known):
                if broken_rule(benefit, known, target.person) is None:
                    sheet = Worksheet(benefit, document, MONTH, known, target, legislation)
                    value = amount(benefit, document, target)
                    found[benefit.id].append((sheet.tables(benefit.steps), value))
    return found


def amount(benefit: Benefit, document: dict[str, Any], target: Target) -> float:
    assert benefit.engine is not None
    main = benefit.engine.variable
    group = document[PLURALS[benefit.entity]]
    return float(group[target.id][main.name][period_of(main, MONTH)])


def recomputed(rows: list[Row]) -> float:
    """The total of displayed rows, from their figures alone."""
    first = rows[0].step.does
    total = 1.0 if first in ("only_if", "never_if") else 0.0
    for row in rows:
        figure = round(row.figure, 2) if row.step.unit == "euros" else row.figure
        match row.step.does:
            case "plus":
                total += figure
            case "minus":
                total -= figure
            case "times":
                total *= figure
            case "at_least":
                total = max(total, figure)
            case "at_most":
                total = min(total, figure)
            case "none_below":
                total = total if total >= figure else 0.0
            case "only_if":
                passes = figure > 0 if row.limit is None else figure <= row.limit
                total = total if passes else 0.0
            case "never_if":
                total = 0.0 if figure else total
            case "rounded_down":
                total = float(int(total + 0.0001))
    return max(total, 0.0)


@pytest.mark.parametrize("benefit_id", sorted(EXPLAINED))
def test_the_displayed_steps_give_the_amount(benefit_id: str, worked: Any) -> None:
    """Silent rows are not displayed: leaving them out changes nothing."""
    rights = worked[benefit_id]
    wrong = []
    for tables, value in rights:
        rows = [row for row in tables[-1].rows if not row.silent]
        total = recomputed(rows)
        if benefit_id == "cmu_c":
            same = (total > 0) == bool(value)
        else:
            same = abs(total - value) <= TOLERANCE * len(rows)
        if not same or not all(table.exact for table in tables):
            wrong.append((total, value, [(row.step.label, row.figure) for row in rows]))
    assert wrong == []
    assert any(value for _, value in rights), "nobody has it among these households"
    assert any(not value for _, value in rights), "everybody has it among these households"


def test_every_benefit_with_steps_is_tried(catalogue: Catalogue) -> None:
    found = {benefit.id for benefit in catalogue.benefits if benefit.steps}
    assert found >= EXPLAINED


def test_months_that_are_alike_are_one_table(worked: Any) -> None:
    tables = next(tables for tables, value in worked["ppa"] if value)
    assert tables[0].months == ("2026-07", "2026-08", "2026-09")


def test_every_figure_of_the_steps_exists_in_the_engine(catalogue: Catalogue) -> None:
    from simulator.engine.law import legislation
    from simulator.engine.law.system import corrected_system

    variables, wrong = corrected_system().variables, []
    for benefit in catalogue.benefits:
        read = [variable for variable, _ in asked_by(benefit.steps, benefit, MONTH)]
        for condition in benefit.conditions:
            for terms in (condition.terms, condition.at_most, condition.at_least):
                read += [variable for variable, _ in read_by(terms, benefit, MONTH)]
        wrong += [f"{benefit.id}: {one}" for one in read if not fits(one, variables)]
        for path in paths(benefit):
            try:
                legislation.node(path)
            except KeyError:
                wrong.append(f"{benefit.id}: {path}")
    assert wrong == []


def fits(one: Variable, variables: Any) -> bool:
    known = variables.get(one.name)
    return known is not None and (known.entity.key, str(known.definition_period)) == (
        one.entity,
        one.period,
    )


def paths(benefit: Benefit) -> set[str]:
    """The parameters that a benefit's steps name, with 1 for what varies."""
    found = {step.source for step in benefit.steps if step.source}
    for step in benefit.steps:
        for term in (*step.terms, *step.no_less, *step.limit):
            for one in (term, *term.times):
                if one.parameter:
                    zone = any(v.name == "zone_apl" for v in named(one, benefit))
                    found.add(PLACEHOLDER.sub("zone_1" if zone else "1", one.parameter))
    return found
