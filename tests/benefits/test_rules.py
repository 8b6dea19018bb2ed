import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.facts import Facts, Person, age_in_months, facts
from benefits.grammar import RuleError, parse
from benefits.lexicon import FACTS
from benefits.rules import facts_read, holds
from benefits.territory import departement_of, parent_commune, region_of
from tests.benefits.documents import MONTH, household

COUPLE = Facts(
    {"en_couple": True, "outre_mer": None, "nombre_enfants": 1},
    (
        Person("a", {"age": 67, "role": "parent", "handicap": False, "activite": "retraite"}),
        Person("b", {"age": None, "role": "parent", "handicap": True, "activite": "actif"}),
        Person("c", {"age": 10, "role": "enfant", "handicap": False, "activite": "inactif"}),
    ),
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"en_couple": True}, True),
        ({"nombre_enfants": {"at_least": 1, "at_most": 1}}, True),
        ({"nombre_enfants": {"above": 1}}, False),
        ({"outre_mer": True}, None),
        ({"not": {"outre_mer": True}}, None),
        ({"any": [{"outre_mer": True}, {"en_couple": True}]}, True),
        ({"all": [{"outre_mer": True}, {"en_couple": False}]}, False),
        ({"outre_mer": True, "en_couple": True}, None),
        ({"someone": {"age": {"at_least": 65}}}, True),
        ({"someone": {"age": {"at_least": 70}}}, None),
        ({"someone": {"role": "enfant", "age": {"at_least": 70}}}, False),
        ({"someone": {"role": ["enfant", "autre"]}}, True),
        ({"count": {"who": {"handicap": False}, "at_least": 3}}, False),
        ({"count": {"who": {"role": "parent"}, "at_least": 2, "at_most": 2}}, True),
        ({"count": {"who": {"age": {"at_least": 5}}, "at_least": 3}}, None),
        ({"count": {"who": {"role": "parent"}, "at_most": 1}}, False),
        ({"count": {"who": {"role": "parent"}, "at_most": 2}}, True),
        ({"count": {"who": {"age": {"at_least": 5}}, "at_most": 1}}, False),
        ({"count": {"who": {"age": {"at_least": 5}}, "at_most": 2}}, None),
        ({"count": {"who": {"age": {"at_least": 5}}, "at_least": 1, "at_most": 3}}, True),
    ],
)
def test_a_rule_holds_fails_or_cannot_tell(rule: dict, expected: bool | None) -> None:
    assert holds(parse(rule, of_person=False), COUPLE) is expected


def test_a_persons_rule_reads_the_person_then_the_household() -> None:
    rule = parse({"handicap": True, "en_couple": True}, of_person=True)
    assert [holds(rule, COUPLE, person) for person in COUPLE.people] == [False, True, False]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"aje": {"at_least": 3}}, "Vouliez-vous dire « age »"),
        ({"nombre_enfants": {"atleast": 3}}, "Vouliez-vous dire « at_least »"),
        ({"nombre_enfants": 3}, "est un nombre"),
        ({"nombre_enfants": {"at_least": "3"}}, "attend un nombre"),
        ({"en_couple": "oui"}, "true ou false"),
        ({"someone": {"activite": "retraité"}}, "Vouliez-vous dire « retraite »"),
        ({"age": {"at_least": 60}}, "someone"),
        ({"all": []}, "liste"),
        ({"count": {"at_least": 2}}, "who"),
        ({"count": {"who": {"role": "enfant"}, "atleast": 2}}, "at_least"),
        ({}, "condition"),
    ],
)
def test_a_rule_outside_the_vocabulary_says_the_nearest_word(rule: dict, said: str) -> None:
    with pytest.raises(RuleError, match=r"\w") as caught:
        parse(rule, of_person=False)
    assert said in str(caught.value)


def test_the_facts_of_a_document() -> None:
    document = household(
        [{"naissance": "1960-11-01", "activite": "retraite"}, {"naissance": "1961-11-02"}],
        [{"naissance": "2012-01-05", "scolarite": "college", "garde_alternee": True}],
        depcom="75119",
        statut_occupation_logement="locataire_hlm",
    )
    found = facts(document, MONTH, epci="200054781")
    assert [person.facts["age"] for person in found.people] == [66, 64, 14]
    assert [person.facts["role"] for person in found.people] == ["parent", "parent", "enfant"]
    assert found.people[2].facts["scolarite"] == "college"
    assert found.people[0].facts["garde_alternee"] is False
    place = {name: found.household[name] for name in ("commune", "departement", "region", "epci")}
    assert place == {
        "commune": "75056",
        "departement": "75",
        "region": "11",
        "epci": "200054781",
    }
    assert found.household["en_couple"] is True
    assert found.household["nombre_enfants"] == 1
    assert found.household["statut_occupation_logement"] == "locataire_hlm"


def test_what_a_document_does_not_say_of_a_birth_or_a_commune_is_unknown() -> None:
    found = facts({"individus": {"a": {}}, "familles": {"f": {"parents": ["a"]}}}, MONTH)
    assert found.people[0].facts["age"] is None
    assert found.household["departement"] is None
    assert found.household["outre_mer"] is None


def test_places() -> None:
    assert [departement_of(code) for code in ("35238", "2A004", "97411", "", None)] == [
        *("35", "2A", "974"),
        *(None, None),
    ]
    assert [region_of(code) for code in ("35", "974", "975", None)] == ["53", "04", None, None]
    assert [parent_commune(code) for code in ("69383", "13216", "13217", "75101")] == [
        *("69123", "13055", "13217", "75056")
    ]


@pytest.mark.parametrize(
    ("birth", "months"), [("2026-11-01", 0), ("2026-10-02", 0), ("2025-11-01", 12), (None, None)]
)
def test_age_is_counted_on_the_first_of_the_month(birth: str | None, months: int | None) -> None:
    assert age_in_months(birth, MONTH) == months


NUMBERS = st.sampled_from([name for name, fact in FACTS.items() if fact.kind == "number"])
LEAVES = st.builds(lambda name, n: {name: {"at_least": n}}, NUMBERS, st.integers(0, 5))
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: {"all": items}),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: {"any": items}),
        inner.map(lambda item: {"not": item}),
    ),
    max_leaves=6,
)


@given(
    rule=RULES,
    known=st.dictionaries(NUMBERS, st.integers(0, 5)),
    more=st.lists(NUMBERS, max_size=4),
)
def test_learning_a_fact_never_turns_yes_into_no(
    rule: dict, known: dict[str, int], more: list[str]
) -> None:
    parsed = parse(rule, of_person=True)
    person = Person("a", known)
    before = holds(parsed, Facts(known, (person,)), person)
    learnt = dict.fromkeys(more, 3) | known
    wiser = Person("a", learnt)
    after = holds(parsed, Facts(learnt, (wiser,)), wiser)
    assert before is None or before == after
    assert facts_read(parsed) <= set(FACTS)
