"""The lexicon of facts: each thing of a person or of a household that rules may name. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Value = bool | int | float | str | None


@dataclass(frozen=True)
class Fact:
    """One word of the rules' vocabulary. `variable`: the document's variable it is read from."""

    of: Literal["person", "household"]
    kind: Literal["number", "bool", "word"]
    about: str
    default: Value = None
    choices: tuple[str, ...] = ()
    variable: str = ""


def _person(kind: Any, about: str, default: Value = None, *choices: str) -> Fact:
    return Fact("person", kind, about, default, choices)


def _home(kind: Any, about: str, default: Value = None, *choices: str) -> Fact:
    return Fact("household", kind, about, default, choices)


# Copied from the document under the same name, on the month of the simulation.
COPIED = {
    "activite": _person(
        "word",
        "la situation d'activité",
        "inactif",
        *("actif", "chomeur", "etudiant", "retraite", "inactif"),
    ),
    "scolarite": _person(
        "word",
        "les études suivies",
        "inconnue",
        *("inconnue", "maternelle", "primaire", "college", "lycee"),
        *("enseignement_superieur", "grande_ecole_du_numerique"),
    ),
    "annee_etude": _person(
        "word",
        "la classe suivie",
        "autre",
        *("cap_1", "cap_2", "seconde", "premiere", "terminale", "bts_1", "bts_2", "cpge_1"),
        *("cpge_2", "but_1", "but_2", "but_3", "licence_1", "licence_2", "licence_3", "master_1"),
        *("master_2", "doctorat_1", "doctorat_2", "doctorat_3", "autre"),
    ),
    "statuts_etablissement_scolaire": _person(
        "word",
        "le type d'établissement",
        "inconnu",
        *("inconnu", "public", "prive_sous_contrat", "prive_hors_contrat"),
    ),
    "gir": _person(
        "word",
        "le groupe de dépendance (GIR)",
        "non_defini",
        *("non_defini", "gir_1", "gir_2", "gir_3", "gir_4", "gir_5", "gir_6"),
    ),
    "nationalite": _person("word", "la nationalité", "FR"),
    "mention_baccalaureat": _person("word", "la mention au baccalauréat", "non_renseignee"),
    "handicap": _person("bool", "le handicap reconnu", False),
    "inapte_travail": _person("bool", "l'inaptitude au travail", False),
    "enceinte": _person("bool", "la grossesse", False),
    "alternant": _person("bool", "l'alternance", False),
    "apprenti": _person("bool", "l'apprentissage", False),
    "professionnalisation": _person("bool", "le contrat de professionnalisation", False),
    "stagiaire": _person("bool", "le stage", False),
    "service_civique": _person("bool", "le service civique", False),
    "garde_alternee": _person("bool", "la garde alternée", False),
    "ass_precondition_remplie": _person("bool", "les cinq ans de travail sur dix", False),
    "rsa_jeune_condition_heures_travail_remplie": _person(
        "bool", "les deux ans de travail sur trois", False
    ),
    "aah_restriction_substantielle_durable_acces_emploi": _person(
        "bool", "la restriction durable d'accès à l'emploi", False
    ),
    "regime_securite_sociale": _person("word", "le régime de sécurité sociale"),
    "sortie_academie": _person("bool", "si vous changez d'académie"),
    "sortie_region_academique": _person("bool", "si vous changez de région pour le master"),
    "peec_employeur": _person("bool", "si votre employeur cotise à Action Logement"),
    "domaine_specialites_formation": _person("word", "le domaine de votre formation"),
    "bourse_criteres_sociaux_base_ressources_parentale": _person(
        "number", "le revenu de vos parents"
    ),
    "dependance_plan_aide_domicile": _person("number", "le montant du plan d'aide à domicile"),
    "enfant_a_charge": _person("bool", "la déclaration d'impôt des parents", False),
    "habite_chez_parents": _person("bool", "le logement chez les parents", False),
    "duree_possession_titre_sejour": _person("number", "la durée du titre de séjour"),
    "taux_incapacite": _person("number", "le taux d'incapacité", 0),
    "enfant_place": _person("bool", "le placement à l'aide sociale à l'enfance", False),
    "proche_aide": _person(
        "word",
        "le proche que vous aidez",
        "personne",
        *("personne", "handicap", "gir", "tierce_personne", "autre"),
    ),
    "aidant_reduit": _person("bool", "le travail réduit pour aider un proche", False),
    "veuvage": _person("word", "si vous êtes veuf ou veuve", None, "non", "recent", "ancien"),
    "fin_contrat": _person(
        "word", "la fin du dernier travail", None, "autre", "demission", "involontaire"
    ),
    "assez_travaille": _person("bool", "les 130 jours travaillés en deux ans"),
    "distance_travail": _person("number", "la distance du travail"),
    "vehicule": _person("bool", "la voiture ou le deux-roues"),
    "employeur": _person(
        "word", "qui est l’employeur", None, "prive", "public", "interim", "particulier"
    ),
    "assurance_chomage": _person(
        "word",
        "où en est l'allocation chômage",
        "inconnue",
        *("inconnue", "en_cours", "finie", "demandee", "jamais", "refusee"),
    ),
    "en_esat": _person("bool", "le travail en ESAT", False),
    "travail_etranger": _person("bool", "le travail dans un autre pays", False),
    "sans_soutien_parental": _person("bool", "le soutien des parents", False),
    "pays_travail": _person(
        "word", "le pays du travail", "inconnu", "inconnu", "europe", "ailleurs"
    ),
    "papier_sejour": _person(
        "word",
        "le papier de séjour",
        "inconnu",
        *("inconnu", "carte", "etudiant", "recepisse", "premiere_demande", "asile", "aucun"),
    ),
    "sante_empeche_travail": _person("bool", "si la santé empêche de travailler", False),
    "salaire_net": _person("number", "le salaire", 0),
    "bourse_enseignement_sup": _person("number", "la bourse d’études reçue", 0),
    "chomage_net": _person("number", "l'allocation chômage", 0),
    "retraite_nette": _person("number", "la retraite", 0),
    "rente_accident_travail": _person("number", "la rente d'accident du travail", 0),
    "pensions_invalidite": _person("number", "la pension d'invalidité", 0),
    "aeeh": _home("number", "l'AEEH reçue", 0),
    "statut_occupation_logement": _home(
        "word",
        "le statut du logement",
        "non_renseigne",
        *("non_renseigne", "primo_accedant", "proprietaire", "locataire_hlm", "locataire_vide"),
        *("locataire_meuble", "loge_gratuitement", "locataire_foyer", "sans_domicile"),
    ),
    "loyer": _home("number", "le loyer", 0),
    "logement_crous": _home("bool", "le logement en résidence du Crous", False),
    "coloc": _home("bool", "la colocation", False),
    "sous_location": _home(
        "word", "la pièce louée à quelqu'un", "aucune", *("aucune", "admise", "exclue")
    ),
    "energie_chauffage": _home(
        "word",
        "l’énergie du chauffage",
        None,
        *("electricite", "fioul", "gaz", "charbon", "bois", "reseau"),
    ),
    "asile_demandeur": _home("bool", "la demande d’asile"),
    "parisien": _home("bool", "les trois ans à Paris sur les cinq derniers"),
}
# Worked out from several of the document's values.
DERIVED = {
    "role": _person("word", "la place dans le foyer", None, "parent", "enfant", "autre"),
    "age": Fact("person", "number", "l'âge", variable="date_naissance"),
    "age_dans_l_annee": Fact(
        "person", "number", "l'âge atteint dans l'année", variable="date_naissance"
    ),
    "age_en_mois": Fact("person", "number", "l'âge en mois", variable="date_naissance"),
    "en_couple": _home("bool", "la vie en couple"),
    "chomage_fini": Fact(
        "person", "bool", "l'allocation chômage reçue et finie", variable="chomage_net"
    ),
    "nombre_enfants": _home("number", "le nombre d'enfants"),
    "nombre_personnes": _home("number", "le nombre de personnes"),
    "commune": Fact("household", "word", "la commune", variable="depcom"),
    "departement": Fact("household", "word", "le département", variable="depcom"),
    "region": Fact("household", "word", "la région", variable="depcom"),
    "epci": Fact("household", "word", "l'intercommunalité", variable="depcom"),
    "outre_mer": Fact("household", "bool", "la résidence outre-mer", variable="depcom"),
}
FACTS: Mapping[str, Fact] = MappingProxyType({**COPIED, **DERIVED})
#: The facts copied, of a person or of the household, and what they are when nothing is written.
DEFAULTS: Mapping[str, tuple[tuple[str, Value], ...]] = {
    of: tuple((name, fact.default) for name, fact in COPIED.items() if fact.of == of)
    for of in ("person", "household")
}
