"""The mechanics alone, on a toy questionnaire."""

from questionnaire.asked import Asked
from questionnaire.core import (
    CONJOINT,
    MENAGE,
    VOUS,
    Chapter,
    Context,
    Flow,
    Question,
    age_on,
    enfant,
)


def field(context: Context) -> None:
    return None


def has_pet(context: Context) -> bool:
    return context.get("pet") == "yes"


def pet_is_dog(context: Context) -> bool:
    return context.get("kind") == "dog"


def children(context: Context) -> tuple:
    return tuple(enfant(rank + 1) for rank in range(context.get("children", 0)))


def grown(context: Context) -> bool:
    return (context.age or 0) >= 10


TOY = Flow(
    (
        Chapter(
            "pets",
            "Pets",
            (
                Question("pet", field),
                Question("kind", field, has_pet),
                Question("breed", field, pet_is_dog),
            ),
        ),
        Chapter("home", "Home", (Question("children", field),)),
        Chapter(
            "children",
            "Home",
            (Question("birth", field), Question("school", field, grown)),
            children,
        ),
    )
)


def keys(answers: dict) -> list[str]:
    return [step.key for step in TOY.steps(answers, "2026-11")]


def test_a_question_is_asked_once_its_condition_holds():
    assert keys({}) == ["pet", "children"]
    assert keys({"pet": "yes"}) == ["pet", "kind", "children"]
    assert keys({"pet": "yes", "kind": "dog"}) == ["pet", "kind", "breed", "children"]


def test_a_condition_does_not_see_an_answer_that_no_longer_counts():
    """The kind of pet stays in the answers, but without a pet it must not open the breed."""
    assert keys({"pet": "no", "kind": "dog", "breed": "corgi"}) == ["pet", "children"]
    assert TOY.relevant({"pet": "no", "kind": "dog"}, "2026-11") == {"pet": "no"}


def test_a_chapter_is_walked_person_after_person():
    assert keys({"children": 2})[2:] == ["birth/enfant_1", "birth/enfant_2"]


def test_an_answer_about_one_person_is_not_another_persons():
    context = Context({"naissance/vous": "1990-05-04", "couple": "seul"}, VOUS, "2026-11")
    assert context.get("naissance") == "1990-05-04"
    assert context.about(CONJOINT).get("naissance") is None
    assert context.about(CONJOINT).get("couple") == "seul"


def test_first_unanswered_is_none_when_all_is_said():
    assert TOY.first_unanswered({"pet": "no"}, "2026-11").key == "children"
    assert TOY.first_unanswered({"pet": "no", "children": 0}, "2026-11") is None


def test_a_household_step_has_no_person_in_its_key():
    step = next(TOY.steps({}, "2026-11"))
    assert step.subject is MENAGE
    assert step.key == "pet"


def test_age_counts_whole_years():
    context = Context({"naissance/vous": "2008-11-01"}, VOUS, "2026-11")
    assert context.age == 18
    assert age_on("2008-11-02", context.today) == 17
    assert age_on(None, context.today) is None


def test_sections_are_named_once():
    assert TOY.sections == ("Pets", "Home")


def test_one_may_go_up_to_the_first_question_without_an_answer():
    asked = Asked.of(TOY, {"kind": "cat"}, "2026-11")
    assert asked.missing is not None
    assert asked.missing.key == "pet"
    assert [step.key for step in asked.reachable] == ["pet"]
    further = Asked.of(TOY, {"pet": "no"}, "2026-11")
    assert [step.key for step in further.reachable] == ["pet", "children"]


def test_a_question_that_may_stay_without_an_answer_stops_nobody():
    flow = Flow(
        (
            Chapter(
                "c",
                "C",
                (
                    Question("first", field),
                    Question("detail", field, refines=lambda context: (0, 1)),
                    Question("last", field),
                ),
            ),
        )
    )
    asked = Asked.of(flow, {"first": 1}, "2026-11")
    assert asked.missing is not None
    assert asked.missing.key == "last"
    assert Asked.of(flow, {"first": 1, "last": 2}, "2026-11").missing is None


def test_an_answer_is_filed_under_its_question_and_its_person():
    answers = {"pet": "no", "children": 2, "birth/enfant_1": "a", "birth/enfant_2": "b"}
    seen = {step.key: step.context.answers for step in TOY.steps(answers, "2026-11")}
    assert seen["birth/enfant_2"] == {"pet": "no", "children": 2, "birth/enfant_1": "a"}
    assert Asked.of(TOY, answers, "2026-11").relevant == answers
