"""The known case of somebody who answers for others, typed with the keyboard alone: a lone parent,
two children, a rented home, one pay."""

from tests.e2e.typist import Typist

#: What is typed of the person, and searched for once they have gone.
MARKS = (
    "1 234,56",
    "1234.56",
    "1234,56",
    "567,89",
    "567.89",
    "17061987",
    "1987-06-17",
    "17/06/1987",
    "17 juin 1987",
)


def open_draft(typist: Typist) -> None:
    typist.visitor.go("/accompagner/")
    typist.send("Ouvrir un dossier")


def answer(typist: Typist) -> None:
    """From the first part to the recap."""
    typist.write("naissance-vous-reponse", "17061987")
    typist.choose("nationalite-vous-reponse", 0)
    typist.tick("situation-vous-reponse", "salarie")
    typist.choose("handicap-vous-reponse", 1)
    typist.choose("enceinte-vous-reponse", 1)
    typist.send("Continuer")
    typist.choose("couple-reponse", 0)
    typist.write("enfants-reponse", "2")
    typist.write("naissance-enfant-1-reponse", "03022014")
    typist.choose("scolarite-enfant-1-reponse", 1)
    typist.write("naissance-enfant-2-reponse", "12092019")
    typist.tick("garde-reponse", "aucun")
    typist.choose("autre-parent-enfant_1", 2)
    typist.choose("autre-parent-enfant_2", 2)
    typist.tick("handicap-enfants-reponse", "aucun")
    typist.choose("isolement-reponse", 1)
    typist.send("Continuer")
    typist.write("commune-reponse_code", "Saint-Jean-de-Maur")
    typist.letters("logement-reponse", "L")
    typist.write("loyer-reponse_0", "567,89")
    typist.tick("bail-reponse", "aucun")
    typist.send("Continuer")
    typist.tick("revenus-vous-reponse", "salaire")
    typist.write("montants-revenus-vous-salaire_0", "1234,56")
    typist.send("Continuer")
    typist.tick("aides-reponse", "aucun")
    typist.send("Continuer")
