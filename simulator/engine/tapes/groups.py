"""Scales, and what goes between persons and their groups."""

from openfisca_core import taxscales

from simulator.engine.tapes.graph import Call
from simulator.engine.tapes.instructions import (
    Instruction,
    Terms,
    Untold,
    is_word,
    number,
    word,
)

OF_GROUP = {"sum": "SUM", "any": "ANY", "all": "ALL", "max": "LARGEST", "min": "SMALLEST"}
PAIRWISE = 8  # from so many terms on, numpy sums in another order


def scale(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
    scale = call.what.args[0]
    entity, narrow = t.graph.entities[node], t.narrowing(t.graph.dtypes[node])
    if call.name != "calc" or any(t.graph.dtypes[read].kind not in "fi" for read in reads):
        raise Untold
    base, *rest = (t.operand(each, reads) for each in call.args)
    options = dict(call.options)
    if type(scale) is taxscales.SingleAmountTaxScale:
        right = bool(rest.pop(0) if rest else options.pop("right", False))
        values = [len(scale.thresholds), right, *scale.thresholds, *scale.amounts]
        op, factor = "SINGLE", None
    elif type(scale) is taxscales.MarginalRateTaxScale:
        given = options.pop("factor", None)
        factor = rest.pop(0) if rest else None if given is None else t.operand(given, reads)
        decimals = options.pop("round_base_decimals", None)
        values = [len(scale.thresholds), *scale.thresholds, *scale.rates]
        op = "MARGINAL" if decimals is None else "MARGINAL_ROUNDED"
        if decimals is not None and (decimals < 0 or len(scale.thresholds) >= PAIRWISE):
            raise Untold
        values = values if decimals is None else [decimals, *values]
    else:
        raise Untold
    if rest or options:
        raise Untold
    return Instruction(op, entity, node, base, factor, None, narrow, t.table(values))


def of_population(t: Terms, node: int, call: Call, reads: tuple[int, ...]) -> Instruction:
    graph = t.graph
    group, dtype = call.what, graph.dtypes[node]
    if not reads:
        return _of_roles(t, node, call, group)
    if len(reads) != 1 or not t.in_register(reads[0]) or reads[0] in t.domains:
        raise Untold
    rest, options = list(call.args[1:]), dict(call.options)
    role = rest.pop(0) if rest else options.pop("role", None)
    a, narrow = t.operand(call.args[0], reads), t.narrowing(dtype)
    if call.name == "value_from_person":
        default = number(rest.pop(0) if rest else options.pop("default", 0))
        if is_word(dtype) and default == 0:
            default = word(b"0")  # numpy fills a text with it
        instruction = Instruction("PERSON", group, node, a, default, None, narrow, t.role(role))
    elif call.name == "project":
        if is_word(dtype) and role is not None:
            raise Untold
        instruction = Instruction("PROJECT", group, node, a, narrow=narrow, table=t.role(role))
    elif call.name in OF_GROUP and dtype.kind in "fb":
        instruction = Instruction(
            OF_GROUP[call.name], group, node, a, narrow=narrow, table=t.role(role)
        )
    else:
        raise Untold
    if rest or options:
        raise Untold
    return instruction


def _of_roles(t: Terms, node: int, call: Call, group: str) -> Instruction:
    """Who has a role, and how many have it."""
    rest, options = list(call.args), dict(call.options)
    role = rest.pop(0) if rest else options.pop("role", None)
    if rest or options:
        raise Untold
    if call.name == "nb_persons":
        return Instruction("SUM", group, node, 1.0, table=t.role(role))
    if call.name == "has_role" and role is not None:
        return Instruction("ROLE", t.system.person_entity.key, node, table=t.role(role))
    raise Untold
