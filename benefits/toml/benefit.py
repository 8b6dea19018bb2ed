"""The catalogue from its folders; a single fault anywhere and there is no catalogue. Pure."""

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from benefits.asking import on_facts
from benefits.claim import Claim
from benefits.facts import Facts, Person
from benefits.grammar import nearest
from benefits.lexicon import FACTS, Value
from benefits.schema import (
    THEMES,
    Amount,
    Aside,
    Benefit,
    Catalogue,
    Condition,
    Engine,
    Example,
    Figure,
    Revaluation,
)
from benefits.terms import PLURALS, Term, Variable
from benefits.toml import names
from benefits.toml.openfisca_names import variables
from benefits.toml.reader import REQUIRED, CatalogueError, Table, read_file
from benefits.toml.steps import Own, figures, step, terms, when
from benefits.toml.vocabulary import SHARED, Vocabulary, territory

SENTENCE = re.compile(r"[.!?](?:\s|$)")
DOUBTS = ("ressources", "ressources_n2", "parents")  # what is doubted that is no one variable
#: A text of law is found again by its article, OpenFisca by its version, the rest by a date.
DATED = re.compile(r"\b(19|20)\d\d\b|\b[Aa]rt(icles?|\.) |penfisca[\w-]* \d|penFisca[\w-]* \d")
DUE = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


def load(folders: Iterable[Path]) -> Catalogue:
    """Every benefit of `folders` and their sub-folders; raises CatalogueError with all the faults.

    A folder may hold the shared files of `benefits.toml.vocabulary`; every other .toml is one
    benefit.
    """
    roots = list(folders)
    problems: list[str] = []
    for root in roots:
        if not root.is_dir():
            problems.append(f"{root} : ce dossier du catalogue n'existe pas.")
    vocabulary = Vocabulary()
    problems += vocabulary.read(roots)
    benefits: dict[str, Benefit] = {}
    for root in roots:
        for path in sorted(root.rglob("*.toml")):
            if path.name in SHARED:
                continue
            source, table = read_file(path, root)
            source.rules = vocabulary.rules
            if path.stem in benefits:
                source.problems.append(f"{source.name} : un autre fichier s'appelle {path.name}.")
            if not source.problems:
                benefits[path.stem] = _benefit(path.stem, Table(source, table), vocabulary)
            problems += source.problems
    for benefit in benefits.values():
        for other in benefit.excluded_with:
            if other not in benefits:
                problems.append(f"{benefit.id}.toml : excluded_with nomme « {other} », inconnu.")
    if problems:
        raise CatalogueError(problems)
    return Catalogue(
        tuple(benefits[key] for key in sorted(benefits)), vocabulary.institutions, vocabulary.papers
    )


LONGEST = 4  # sentences of a description


def _benefit(benefit_id: str, t: Table, vocabulary: Vocabulary) -> Benefit:
    description = t.text("description")
    if description and not 2 <= len(SENTENCE.findall(description)) <= LONGEST:
        t.fault("description", "« description » doit compter de deux à quatre phrases courtes.")
    engine = t.sub("engine", _engine)
    if engine is None:
        whose = t.word("whose", ("person", "household"))
    else:
        whose = "person" if engine.variable.entity == "individu" else "household"
    of_person = whose == "person"
    own = _own(engine)
    conditions = t.subs("conditions", lambda item: _condition(item, of_person, own))
    if engine is None and not any("if" in written for written in t.inlines("conditions")):
        t.fault("conditions", "sans [engine], il faut au moins une condition « if ».")
    benefit = Benefit(
        id=benefit_id,
        label=t.text("label"),
        description=description,
        institution=vocabulary.institution(t),
        theme=t.word("theme", THEMES),
        link=t.link("link"),
        whose=whose,
        shown=t.word("shown", ("month", "year", "once"), "month"),
        rounding=t.word(
            "rounding", ("centime", "centime_inferieur", "euro", "euro_inferieur"), "centime"
        ),
        claim=t.sub("claim", vocabulary.claim) or Claim(""),
        reviewed_on=t.day("reviewed_on"),
        source=t.text("source"),
        territory=territory(t),
        engine=engine,
        amounts=_amounts(t, of_person, own),
        review_by=t.day("review_by") if "review_by" in t.table else None,
        otherwise=t.text("otherwise", REQUIRED if engine else ""),
        to_check=t.text("to_check", ""),
        conditions=conditions,
        received=t.sub("received", _variable) or (engine.variable if engine else None),
        sums=t.flag("sums", True),
        excluded_with=t.words("excluded_with"),
        doubted_by=t.words("doubted_by", (*DOUBTS, *variables())),
        limits=t.words("limits"),
        non_take_up=t.sub("non_take_up", _figure),
        revaluations=t.subs("revaluations", _revaluation),
        aside=t.sub("aside", _aside),
        examples=t.subs("examples", _example),
        steps=t.subs("steps", lambda item: step(item, own)),
    )
    if "claim" not in t.table:
        t.fault("claim", "la table [claim] manque : comment demander cette aide ?")
    _check_examples(t, benefit)
    if benefit.amounts and "shown" not in t.table:
        t.fault(
            "value" if "value" in t.table else "up_to",
            "un montant dit sa période : shown = month, year ou once.",
        )
    if benefit.source and not DATED.search(benefit.source):
        t.fault("source", "« source » doit donner la date du texte ou du relevé.")
    t.done()
    return benefit


def _check_examples(t: Table, benefit: Benefit) -> None:
    """A fault unless one example is refused, one is not, and all are as they expect."""
    wanted = {example.expect for example in benefit.examples}
    if wanted <= {"possible"}:
        t.source.report(("examples", 0), "il faut au moins un exemple de refus.")
    if wanted <= {"no"}:
        t.source.report(("examples", 0), "il faut au moins un exemple qui n’est pas refusé.")
    if t.source.problems:
        return
    for index, example in enumerate(benefit.examples):
        said = on_facts(benefit, example.facts)
        if said != example.expect:
            message = f"« expect » dit {example.expect}, et les conditions disent {said}."
            t.source.report((*t.path, "examples", index, "expect"), message)


def _own(engine: Engine | None) -> Own:
    return (
        Own(engine.variable.entity, engine.variable.period) if engine else Own("famille", "month")
    )


def _engine(t: Table) -> Engine:
    variable = _variable(t)
    gives = t.word("gives", ("amount", "cost", "eligibility", "rate"), "amount")
    known = variables().get(variable.name)
    if known and known.type == "bool" and gives != "eligibility":
        t.fault("variable", f'« {variable.name} » dit oui ou non : gives = "eligibility".')
    return Engine(variable, gives)


def _variable(t: Table) -> Variable:
    entity, period = t.word("entity", PLURALS), t.word("period", ("month", "year"), "month")
    return names.variable(t, "variable", t.text("variable"), entity, period)


def _condition(t: Table, of_person: bool, own: Own) -> Condition:
    status = t.word("status", ("no", "to_check"), "no")
    shared_words = t.said_by_rule("if", of_person) if isinstance(t.table.get("if"), str) else ""
    otherwise = t.text("otherwise", shared_words or REQUIRED)
    if "variable" not in t.table and "value" not in t.table:
        rule, rare, figure = t.rule("if", of_person), t.flag("rare", False), t.flag("figure", False)
        return Condition(otherwise, rule=rule, status=status, rare=rare, figure=figure)
    return _on_engine(t, otherwise, own, status)


def _on_engine(
    t: Table, otherwise: str, own: Own, status: Literal["no", "to_check"] = "no"
) -> Condition:
    shared: dict[str, Any] = {"when": when(t, own), "figures": figures(t, own), "status": status}
    at_most, at_least = terms(t, "at_most", own), terms(t, "at_least", own)
    if not at_most and not at_least:
        wanted = t.flag("wanted", True)
        return Condition(otherwise, variable=_variable(t), wanted=wanted, **shared)
    return Condition(
        otherwise,
        terms=terms(t, "value", own) or (Term(variable=_variable(t)),),
        at_most=at_most,
        at_least=at_least,
        margin=t.number("margin") or Decimal(0),
        near=t.text("near", ""),
        **shared,
    )


def _amounts(t: Table, of_person: bool, own: Own) -> tuple[Amount, ...]:
    """The tables [[amounts]], then `value` or `up_to`, which hold for whoever is left."""
    rows = t.subs("amounts", lambda item: _amount(item, of_person, own))
    value, most = t.number("value"), t.number("up_to")
    return rows if value is None and most is None else (*rows, Amount((), value, most))


def _amount(t: Table, of_person: bool, own: Own) -> Amount:
    conditions = []
    if "if" in t.table:
        conditions.append(Condition("", rule=t.rule("if", of_person)))
    if "variable" in t.table or "value" in t.table:
        conditions.append(_on_engine(t, "", own))
    if not conditions:
        t.fault("euros", "un montant d’[[amounts]] dit quand il vaut : if, ou variable.")
    euros, most = t.number("euros"), t.number("up_to")
    engine = t.sub("figure", _variable)
    if [euros is None, most is None, engine is None].count(False) != 1:
        t.fault("euros", "un montant d’[[amounts]] a « euros », « up_to » ou « figure », un seul.")
    return Amount(tuple(conditions), euros, most, engine)


def _figure(t: Table) -> Figure:
    return Figure(t.text("share"), t.text("source"))


def _aside(t: Table) -> Aside:
    rule = t.rule("unless", of_person=False) if "unless" in t.table else None
    return Aside(t.text("title"), rule)


def _revaluation(t: Table) -> Revaluation:
    parameter, since = names.parameter(t, "parameter", t.text("parameter")), t.day("since")
    due = t.matching("due", DUE, "un jour de l'année comme 04-01")
    small_change = t.flag("small_change", False)
    if "good_until" not in t.table:
        return Revaluation(parameter, since, due, small_change=small_change)
    good_until = t.day("good_until")
    if good_until <= since or f"{good_until:%m-%d}" != due:
        t.fault("good_until", f"« good_until » doit être un {due} qui suit {since}.")
    return Revaluation(parameter, since, due, good_until, t.text("because"), small_change)


def _example(t: Table) -> Example:
    people = tuple(
        Person(str(index), _facts(t, "people", _months(item) | item, "person"))
        for index, item in enumerate(t.inlines("people"))
    )
    roles = [person.facts["role"] for person in people]
    derived = {
        "en_couple": roles.count("parent") > 1,
        "nombre_enfants": roles.count("enfant"),
        "nombre_personnes": len(people),
    }
    household = _facts(t, "household", derived | t.inline("household"), "household")
    expect = t.word("expect", ("possible", "no", "to_check"))
    return Example(t.text("title"), Facts(household, people), expect)


def _months(given: dict[str, Any]) -> dict[str, Any]:
    """The other ages that a whole age stands for, in an example."""
    age = given.get("age")
    return {"age_en_mois": age * 12, "age_dans_l_annee": age} if isinstance(age, int) else {}


def _facts(t: Table, key: str, given: dict[str, Any], of: str) -> dict[str, Value]:
    for name, value in given.items():
        fact = FACTS.get(name)
        if fact is None or fact.of != of:
            known = [word for word, item in FACTS.items() if item.of == of]
            t.fault(key, f"fait inconnu « {name} ».{nearest(name, known)}")
        elif fact.choices and value not in fact.choices:
            hint = nearest(str(value), fact.choices)
            t.fault(key, f"« {name} » ne vaut jamais « {value} ».{hint}")
    usual = {name: fact.default for name, fact in FACTS.items() if fact.of == of}
    return usual | ({"role": "parent"} if of == "person" else {}) | given
