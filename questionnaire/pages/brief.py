"""The answers of a chapter as a sentence: what is so, and how many times « non » was said."""

import re
from collections.abc import Sequence

NO = re.compile(r"^(non\b|aucun|rien\b|pas\b|0$|cela ne me)", re.IGNORECASE)
BARE = re.compile(
    r"^(oui\b|je ne sais pas|[\d\s\u202f]+([.,]\d+)?(\s*\u00a0?euros?.*)?$)", re.IGNORECASE
)


def brief(lines: Sequence[dict[str, str]]) -> str:
    """« 4 mai 1990 ; Française ; loyer : 560 euros par mois. Et 3 fois non. », from the label and
    the answer of each line."""
    said = [_said(str(line["label"]), line["answer"]) for line in lines]
    parts = [part for part in said if part]
    nos = len(said) - len(parts)
    sentence = f"{' ; '.join(parts)}." if parts else ""
    none = f"« Non » à {nos} question{'s' if nos > 1 else ''}." if nos else ""
    return f"{sentence} {none}".strip()


def _said(label: str, answer: str) -> str:
    if NO.match(answer):
        return ""
    if BARE.match(answer):  # it says nothing without its question
        question = label.rstrip("? \u00a0")
        return f"{question} : {answer[0].lower()}{answer[1:]}"
    return answer
