"""`manage.py questions`: every question as JSON (docs/cli.md)."""

import json
from typing import Any

from django import forms
from django.core.management.base import BaseCommand, CommandParser

from questionnaire.building.forms import Group
from questionnaire.core import MENAGE, Chapter, Context, Question, Subject
from questionnaire.questions import FLOW
from questionnaire.schema import schema as schema_of
from questionnaire.upgrades import VERSION

#: Any month: fields only need one to be built.
SAMPLE_MONTH = "2026-11"


class Command(BaseCommand):
    help = "Toutes les questions, en JSON : identifiant, chapitre, sujet, type, choix, condition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--schema", action="store_true", help="le JSON Schema du document de réponses"
        )

    def handle(self, *args: Any, schema: bool, **options: Any) -> None:
        if schema:
            self.stdout.write(json.dumps(schema_of(FLOW), ensure_ascii=False, indent=1))
            return
        listed = [
            described(chapter, question)
            for chapter in FLOW.chapters
            for question in chapter.questions
        ]
        document = {"version": VERSION, "questions": listed}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))


def described(chapter: Chapter, question: Question) -> dict[str, Any]:
    """One question: what is asked, of whom, when, and which variables it gives."""
    subject = subject_of(chapter)
    asked = question.field(Context({}, subject, SAMPLE_MONTH))
    return {
        "id": question.id,
        "chapter": chapter.id,
        "section": chapter.section,
        "subject": subject.kind,
        "type": kind_of(asked),
        "choices": [key for key, _ in getattr(asked, "choices", ())],
        "label": str(asked.label),
        "condition": (question.ask_if.__doc__ or "").strip(),
        "fills": [
            {"variable": fill.variable, "entity": fill.entity, "over": fill.over.value}
            for fill in question.fills
        ],
    }


def subject_of(chapter: Chapter) -> Subject:
    """Whom a chapter asks: the first of its subjects in a household that has everyone."""
    everyone = {"couple": "marie", "enfants": 1}
    return chapter.subjects(Context(everyone, MENAGE, SAMPLE_MONTH))[0]


def kind_of(asked: forms.Field | Group) -> str:
    return "groupe" if isinstance(asked, Group) else type(asked).__name__
