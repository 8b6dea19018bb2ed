"""Official words that have a plain one: none is left in what a visitor reads.

In the questions, the catalogue, the pages, and what the code says of a result. « Comment ce montant
est calculé », which names the law, and its vocabulary may use them.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.benefits.test_sentences import sentences

#: What is never said -> what is said instead.
INSTEAD = {
    r"(?<![{_.])plafonds?\b(?![}_.])": "limite",
    r"(vos|leurs|ses|des|les) ressources\b": "revenus",
    r"cerfa n°": "formulaire n°",
    r"régime agricole": "si la sécurité sociale est la MSA",
    r"domicili(e|ent|er)\b": "donner une adresse pour le courrier",
    r"saisi(r|ssez) (le|un) (tribunal|médiateur)": "écrire au tribunal",
    r"relev(er|ez) d": "avoir",
    r"\binaptes?\b(?! au travail »)": "que la santé empêche de travailler",
    r"personnes invalides": "personnes en situation de handicap",
    r"(très|sont) dépendant": "qui a besoin de beaucoup d’aide",
    r"\btranchera": "décidera",
    r"(euros?|\}) de trop\b": "au-dessus de la limite",
    r"sûrement droit": "Vous pouvez faire la demande",
    r"ne pouvez pas demander (cette|ces|les) aide": "ne semble pas pour vous",
    r"paraît trop grand": "Est-ce bien ce montant ?",
    r"plus jeune que ses parents": "Vérifiez les deux dates",
    r"mon conjoint|votre conjoint|sans conjoint": "partenaire",
    r"courriel": "adresse mail",
    r"\bPacs\b": "PACS",
    r"déclaration d’impôt\b": "déclaration d’impôts",
    r"éligib|bénéficiaire|modalité|instruire|\busager": "un mot de tous les jours",
}
NEVER = {re.compile(old): new for old, new in INSTEAD.items()}
#: Said of the spouse alone, whom the law names: a pension of who was married.
SPOUSE = re.compile(r"conjoint")
MARRIED = {"pension_reversion.toml", "allocation_veuvage.toml"}
ROOMS = ("benefits", "orientation", "questionnaire", "simulator")
#: For operators, or the page that shows the law: commands, the worksheet and its vocabulary, desks'
#: lists as their publishers write them.
ELSEWHERE = re.compile(
    r"management/|engine/|importers/|worksheet|steps|toml/|facts|admin|checks|migrations|kinds|"
    r"publics|open_catalogue|benefits/(schema|registry|proposal|review|links|rules)\.py|glossary|"
    r"results/(calculation|chart)\.py|official|project/"
)


def catalogue() -> Iterator[tuple[str, str]]:
    for _, file, text in sentences():
        yield file, text


def templates() -> Iterator[tuple[str, str]]:
    for file in sorted(Path("templates").rglob("*.html")):
        if file.name not in ("explained.html", "accessibility.html"):
            text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", file.read_text())
            yield str(file), " ".join(text.split())


def code() -> Iterator[tuple[str, str]]:
    """The French sentences of the code, its docstrings left out."""
    for room in ROOMS:
        for file in sorted(Path(room).rglob("*.py")):
            if ELSEWHERE.search(str(file)):
                continue
            tree = ast.parse(file.read_text())
            docs = {
                id(node.body[0].value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
                and node.body
                and isinstance(node.body[0], ast.Expr)
            }
            for node in ast.walk(tree):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and id(node) not in docs and " " in text:
                    yield str(file), text


def test_official_words_are_replaced_by_plain_ones() -> None:
    texts = [*catalogue(), *templates(), *code()]
    assert len(texts) > 3_000
    found = [
        (file, instead, text)
        for file, text in texts
        for never, instead in NEVER.items()
        if never.search(text) and not (file in MARRIED and SPOUSE.search(text))
    ]
    assert found == []
