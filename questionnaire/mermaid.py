"""The questionnaire as a Mermaid graph, and how many screens an answers document walks."""

from collections.abc import Iterator

from questionnaire.core import Answers, Chapter, Flow, Question, always

RECAP_SCREENS = 1  # the recap, before the results


def screens(flow: Flow, answers: Answers, month: str) -> int:
    """The pages from the first question to the recap, without those that refine a result."""
    asked = [step for step in flow.steps(answers, month) if not step.question.optional]
    return len(asked) + RECAP_SCREENS


def graph(flow: Flow) -> str:
    """A Mermaid flowchart: a box a chapter, its questions in order, each with its condition."""
    lines = ["flowchart TD"]
    before = "debut([Accueil])"
    for chapter in flow.chapters:
        lines += list(box(chapter))
        lines.append(f"  {before} --> {node(chapter, chapter.questions[0])}")
        before = node(chapter, chapter.questions[-1])
    return "\n".join([*lines, f"  {before} --> fin([Récapitulatif])"])


def box(chapter: Chapter) -> Iterator[str]:
    """The lines of one chapter."""
    yield f'  subgraph {chapter.id}["{chapter.section} : {chapter.id}{people(chapter)}"]'
    for question in chapter.questions:
        condition = "" if question.ask_if is always else f"<br>si {said(question)}"
        optional = "<br>(facultatif, après le résultat)" if question.optional else ""
        yield f'    {node(chapter, question)}["{question.id}{condition}{optional}"]'
    for one, following in zip(chapter.questions, chapter.questions[1:], strict=False):
        yield f"    {node(chapter, one)} --> {node(chapter, following)}"
    yield "  end"


def people(chapter: Chapter) -> str:
    """« , pour chaque enfant »: whom the chapter's function says it asks, in French."""
    return {"children": ", pour chaque enfant", "adults": ", pour chaque adulte"}.get(
        chapter.subjects.__name__, ""
    )


def node(chapter: Chapter, question: Question) -> str:
    return f"{chapter.id}_{question.id}".replace("-", "_")


def said(question: Question) -> str:
    """The condition in words, as Mermaid takes them between quotes."""
    return " ".join((question.ask_if.__doc__ or "").split()).replace('"', "”")
