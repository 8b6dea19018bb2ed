"""Facts that OpenFisca has no name for and no formula reads: the catalogue's own rules do."""

# OpenFisca names a variable after its class.
# ruff: noqa: N801

from openfisca_france.model.base import (
    MONTH,
    Enum,
    Individu,
    Variable,
    set_input_dispatch_by_period,
)


class ProcheAide(Enum):
    __order__ = "personne handicap gir tierce_personne autre"
    personne = "Personne"
    handicap = "Une personne dont le taux d’incapacité est de 80 % ou plus"
    gir = "Une personne âgée qui a l’APA, en GIR 1 à 4"
    tierce_personne = "Une personne qui reçoit une majoration pour tierce personne"
    autre = "Une autre personne"


class proche_aide(Variable):
    value_type = Enum
    possible_values = ProcheAide
    default_value = ProcheAide.personne
    entity = Individu
    label = "La personne qu’un proche aidant aide"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class aidant_reduit(Variable):
    value_type = bool
    entity = Individu
    label = "Un proche aidant arrête ou réduit son travail pour aider"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class activite_arretee(Variable):
    value_type = bool
    entity = Individu
    label = "Une activité à son compte a rapporté, et ne rapporte plus depuis deux mois"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


CARRIED = (proche_aide, aidant_reduit, activite_arretee)
