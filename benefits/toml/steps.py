"""The steps of a benefit's amount, from its file: [[steps]] and the figures they name. Pure."""

import re
from typing import Any, cast, get_args

from benefits.grammar import nearest
from benefits.lexicon import FACTS
from benefits.terms import PLURALS, Does, Entity, Period, Step, Term, Variable
from benefits.toml import names
from benefits.toml.reader import Table

DOES: tuple[str, ...] = get_args(Does)
UNITS = ("euros", "percent", "number")
AT = re.compile(r"N(-\d)?-(0[1-9]|1[0-2])")
TERM_KEYS = (
    *("variable", "entity", "period", "parameter", "count", "kept", "counted", "months", "years"),
    *("at", "scale_of", "negative", "times", "divided_by", "rounded", "by", "steps", "more"),
)


class Own:
    """The benefit's own entity and period, which a bare variable's name takes."""

    def __init__(self, entity: Entity, period: Period) -> None:
        self.entity, self.period = entity, period

    def variable(self, t: Table, key: str, name: str) -> Variable:
        """The variable of this name, written at `key`, of the benefit's entity and period."""
        period = "year" if self.period == "year" else "month"
        return names.variable(t, key, name, self.entity, period)


def step(t: Table, own: Own) -> Step:
    """One table of [[steps]]."""
    does = [word for word in DOES if word in t.table]
    if len(does) != 1:
        t.fault("label", f"une étape fait une seule chose : {', '.join(DOES)}.")
        does = does or ["shown"]
    word = does[0]
    rounded = word == "rounded_down" and t.flag(word, True)
    return Step(
        label=t.text("label"),
        does=word,  # type: ignore[arg-type]
        terms=() if rounded or word == "keep" else terms(t, word, own),
        keep=t.text("keep", ""),
        no_less=terms(t, "no_less", own),
        limit=terms(t, "limit", own),
        table=t.text("table", ""),
        months=tuple(int(item) for item in t.numbers("months")) or (0,),
        rule=t.rule("if", of_person=own.entity == "individu") if "if" in t.table else None,
        when=when(t, own),
        unit=t.word("unit", UNITS, "euros"),
        source=names.parameter(t, "source", t.text("source", "")),
        otherwise=t.text("otherwise", ""),
        figures=figures(t, own),
    )


def when(t: Table, own: Own) -> tuple[tuple[Variable, Any], ...]:
    """The variables of `when` and their values; "famille.cmu_c" is one of another entity."""
    found = []
    for name, value in t.inline("when").items():
        entity, _, bare = name.rpartition(".")
        of = Own(cast(Entity, entity), "month") if entity in PLURALS else own
        found.append((of.variable(t, "when", bare), value))
    return tuple(found)


def figures(t: Table, own: Own) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The named figures that a sentence quotes."""
    named = t.inline("figures").items()
    return tuple((name, _terms(t, "figures", value, own)) for name, value in named)


def terms(t: Table, key: str, own: Own) -> tuple[Term, ...]:
    """The sum written at `key`: a name, a number, a table, or a list of them; () when absent."""
    t.asked.add(key)
    return _terms(t, key, t.table[key], own) if key in t.table else ()


def _terms(t: Table, key: str, value: Any, own: Own) -> tuple[Term, ...]:
    return tuple(
        _term(t, key, item, own) for item in (value if isinstance(value, list) else [value])
    )


def _term(t: Table, key: str, value: Any, own: Own) -> Term:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Term(number=float(value))
    if isinstance(value, str):
        name = value.removeprefix("-")
        negative = name != value
        if "." in name:
            return Term(parameter=names.parameter(t, key, name), negative=negative)
        return Term(variable=own.variable(t, key, name), negative=negative)
    if not isinstance(value, dict):
        t.fault(key, f"« {key} » attend un nom, un nombre ou une table, et non « {value} ».")
        return Term(number=0)
    for word in value:
        if word not in TERM_KEYS:
            t.fault(key, f"clé inconnue « {word} ».{nearest(word, TERM_KEYS)}")
    return _table(t, key, value, own)


def _table(t: Table, key: str, value: dict[str, Any], own: Own) -> Term:
    entity = value.get("entity", own.entity)
    if entity not in PLURALS:
        t.fault(key, f"entité inconnue « {entity} ».{nearest(str(entity), PLURALS)}")
    if "at" in value and not AT.fullmatch(str(value["at"])):
        t.fault(key, f"« at » s'écrit N-01 ou N-2-07, et non « {value['at']} ».")
    if "by" in value:
        known = [
            name for name, fact in FACTS.items() if fact.kind == "number" and fact.of != "person"
        ]
        if value["by"] not in known:
            t.fault(
                key, f"« by » ne connaît pas « {value['by']} ».{nearest(str(value['by']), known)}"
            )
        if not value.get("steps"):
            t.fault(key, "« by » attend aussi steps = [un montant par nombre].")
    of = Own(entity, value.get("period", own.period))
    months = value.get("months", 0)
    first, last = months if isinstance(months, list) else (months, months)
    return Term(
        variable=of.variable(t, key, value["variable"]) if "variable" in value else None,
        parameter=names.parameter(t, key, value.get("parameter", "")),
        count=t.rule_of_someone(key, value["count"]) if "count" in value else None,
        kept=value.get("kept", ""),
        by=str(value.get("by", "")),
        steps=tuple(float(step) for step in value.get("steps", ())),
        more=float(value.get("more", 0)),
        counted=_counted(t, key, value),
        months=(int(first), int(last)),
        years=int(value.get("years", 0)),
        at=value.get("at", ""),
        scale_of=own.variable(t, key, value["scale_of"]) if "scale_of" in value else None,
        negative=bool(value.get("negative", False)),
        times=_terms(t, key, value.get("times", []), own),
        divided_by=float(value.get("divided_by", 1)),
        rounded=float(value.get("rounded", 0)),
    )


def _counted(t: Table, key: str, value: dict[str, Any]) -> Variable | None:
    if "counted" not in value:
        return None
    return names.variable(t, key, value["counted"], "individu", "month")
