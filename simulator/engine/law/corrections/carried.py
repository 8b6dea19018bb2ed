"""Facts that OpenFisca has no name for and no formula reads: the catalogue's own rules do."""

# OpenFisca names a variable after its class.
# ruff: noqa: N801

from openfisca_core.entities import Entity
from openfisca_france.model.base import (
    MONTH,
    Enum,
    Famille,
    Individu,
    Menage,
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


class Veuvage(Enum):
    __order__ = "non recent ancien"
    non = "Non"
    recent = "Depuis moins de deux ans"
    ancien = "Depuis deux ans ou plus"


class veuvage(Variable):
    value_type = Enum
    possible_values = Veuvage
    default_value = Veuvage.non
    entity = Individu
    label = "Le veuvage d’une personne mariée et non remariée"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class FinContrat(Enum):
    __order__ = "autre demission involontaire"
    autre = "Autre chose"
    demission = "Démission"
    involontaire = "Licenciement, fin de contrat ou rupture conventionnelle"


class fin_contrat(Variable):
    value_type = Enum
    possible_values = FinContrat
    default_value = FinContrat.autre
    entity = Individu
    label = "La façon dont le dernier travail s’est fini"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class assez_travaille(Variable):
    value_type = bool
    entity = Individu
    label = "130 jours ou 910 heures travaillés en deux ans, ou en trois ans dès 55 ans"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class sante_empeche_travail(Variable):
    value_type = bool
    entity = Individu
    label = "Une maladie ou un handicap empêche de travailler"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class distance_travail(Variable):
    value_type = float
    entity = Individu
    label = "Les kilomètres entre le logement et le travail, pour l’aller"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class vehicule(Variable):
    value_type = bool
    entity = Individu
    label = "Une voiture ou un deux-roues à moteur"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class Employeur(Enum):
    __order__ = "prive public interim particulier"
    prive = "Une entreprise ou une association"
    public = "L’État, une collectivité ou un hôpital"
    interim = "Une agence d’intérim"
    particulier = "Un particulier"


class employeur(Variable):
    value_type = Enum
    possible_values = Employeur
    default_value = Employeur.prive
    entity = Individu
    label = "L’employeur"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class EnergieChauffage(Enum):
    __order__ = "electricite fioul gaz charbon bois reseau"
    electricite = "Électricité ou pompe à chaleur"
    fioul = "Fioul"
    gaz = "Gaz"
    charbon = "Charbon"
    bois = "Bois"
    reseau = "Réseau de chaleur, ou autre"


class energie_chauffage(Variable):
    value_type = Enum
    possible_values = EnergieChauffage
    default_value = EnergieChauffage.electricite
    entity = Menage
    label = "L’énergie qui chauffe le logement"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class AssuranceChomage(Enum):
    __order__ = "inconnue en_cours finie demandee jamais refusee"
    inconnue = "Inconnue"
    en_cours = "En cours"
    finie = "Finie, les droits sont épuisés"
    demandee = "Demandée, pas encore payée"
    jamais = "Jamais demandée"
    refusee = "Refusée"


class assurance_chomage(Variable):
    value_type = Enum
    possible_values = AssuranceChomage
    default_value = AssuranceChomage.inconnue
    entity = Individu
    label = "Où en est l’allocation d’assurance chômage"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class en_esat(Variable):
    value_type = bool
    entity = Individu
    label = "Travaille dans un établissement ou service d’aide par le travail"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class travail_etranger(Variable):
    value_type = bool
    entity = Individu
    label = "Travaille dans un autre pays que la France"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class sans_soutien_parental(Variable):
    value_type = bool
    entity = Individu
    label = "Jeune sans parents en France, ou sorti de l’aide sociale à l’enfance"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class PaysTravail(Enum):
    __order__ = "inconnu europe ailleurs"
    inconnu = "Pas dit, ou en France"
    europe = "Union européenne, Espace économique européen ou Suisse"
    ailleurs = "Un autre pays"


class pays_travail(Variable):
    value_type = Enum
    possible_values = PaysTravail
    default_value = PaysTravail.inconnu
    entity = Individu
    label = "Le pays où travaille une personne qui travaille hors de France"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


class PapierSejour(Enum):
    __order__ = "inconnu carte etudiant recepisse premiere_demande asile aucun"
    inconnu = "Pas dit"
    carte = "Carte de séjour ou de résident"
    etudiant = "Titre ou visa d’étudiant ou de chercheur"
    recepisse = "Récépissé de renouvellement"
    premiere_demande = "Récépissé de première demande"
    asile = "Demande d’asile en cours"
    aucun = "Aucun"


class papier_sejour(Variable):
    value_type = Enum
    possible_values = PapierSejour
    default_value = PapierSejour.inconnu
    entity = Individu
    label = "Le papier qui dit le droit de séjourner en France"
    definition_period = MONTH
    set_input = set_input_dispatch_by_period


#: Benefits that a rule on the past year counts when they were paid, not when they could have been.
AIDES_DE_FAMILLE = ("af", "asf", "cf", "paje_base", "paje_clca", "paje_prepare", "aspa")
AIDES_DE_PERSONNE = ("aah", "asi", "ass", "caah")


def non_percue(aide: str, entite: Entity) -> type[Variable]:
    """The variable « this benefit was not paid that month »; its value is the rule's otherwise."""
    return type(
        f"{aide}_non_percue",
        (Variable,),
        {
            "value_type": bool,
            "entity": entite,
            "label": f"Ce mois-là, {aide} n’a pas été versée : le moteur la calcule seulement",
            "definition_period": MONTH,
            "set_input": set_input_dispatch_by_period,
        },
    )


NON_PERCUES = tuple(
    non_percue(aide, entite)
    for aides, entite in ((AIDES_DE_FAMILLE, Famille), (AIDES_DE_PERSONNE, Individu))
    for aide in aides
)
CARRIED = (
    *(proche_aide, aidant_reduit, activite_arretee, veuvage, fin_contrat, assez_travaille),
    *(distance_travail, vehicule, employeur, energie_chauffage, sante_empeche_travail),
    *(assurance_chomage, en_esat, travail_etranger, pays_travail, papier_sejour),
    sans_soutien_parental,
    *NON_PERCUES,
)
