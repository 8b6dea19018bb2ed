"""The kinds of desk: one vocabulary for the sources, the benefits' `desks` tags and the pages.

Sources: the pivot codes of the DILA's annuaire (2026-10), the networks of data.inclusion 1.0.10.
`rule` says who serves a commune when no area was imported (docs/directory.md, « Qui sert qui »).
"""

from dataclasses import dataclass
from typing import Literal

Rule = Literal["commune", "departement", "caisse", "nearest"]


@dataclass(frozen=True)
class Kind:
    """A kind of desk: what it is called, what it does for you, where its codes come from."""

    id: str
    label: str
    does: str
    rule: Rule
    dila: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    short: str = ""

    @property
    def name(self) -> str:
        """The shortest name that people use: « CAF », « mairie »."""
        return self.short or self.label


_ALL = (
    Kind("mairie", "Mairie",
         "renseigne, donne une adresse pour le courrier et dit où est le CCAS", "commune",
         ("mairie", "mairie_com", "paris_mairie", "paris_mairie_arrondissement"),
         ("communes",), "mairie"),
    Kind("ccas", "Centre communal d’action sociale",
         "aide à remplir les dossiers, donne des aides d’urgence et une adresse pour le courrier",
         "commune",
         ("ccas",), ("ccas-cias",), "CCAS"),
    Kind("france_services", "France services",
         "aide pour toutes les démarches : CAF, santé, retraite, emploi, impôts", "nearest",
         ("france_services", "msap"), ("france-service",), "France services"),
    Kind("caf", "Caisse d’allocations familiales",
         "verse le RSA, la prime d’activité, les aides au logement et aux familles", "departement",
         ("caf",), ("caf",), "CAF"),
    Kind("msa", "Mutualité sociale agricole",
         "fait tout pour les agriculteurs et leurs salariés : famille, santé, retraite", "caisse",
         ("msa",), ("mutualite-sociale-agricole",), "MSA"),
    Kind("cpam", "Caisse primaire d’assurance maladie",
         "rembourse les soins et donne la complémentaire santé solidaire", "departement",
         ("cpam",), ("cpam", "cnam"), "CPAM"),
    Kind("carsat", "Caisse de retraite (Carsat)",
         "verse la retraite et l’allocation de solidarité aux personnes âgées", "caisse",
         ("carsat",), (), "Carsat"),
    Kind("france_travail", "France Travail",
         "inscrit les demandeurs d’emploi et verse les allocations chômage", "nearest",
         ("france_travail", "pole_emploi"), ("france-travail",), "France Travail"),
    Kind("mission_locale", "Mission locale",
         "accompagne les 16 à 25 ans : emploi, formation, logement, aides", "nearest",
         ("mission_locale",), ("mission-locale",), "mission locale"),
    Kind("cap_emploi", "Cap emploi",
         "accompagne vers l’emploi les personnes handicapées", "nearest",
         ("cap_emploi",), ("cap-emploi-reseau-cheops",), "Cap emploi"),
    Kind("mdph", "Maison départementale des personnes handicapées",
         "reconnaît le handicap et ouvre les droits : AAH, AEEH, PCH", "departement",
         ("maison_handicapees",), ("mdph", "maison-departementale-de-lautonomie"), "MDPH"),
    Kind("departement", "Conseil départemental",
         "paie l’APA, l’aide sociale et le fonds de solidarité pour le logement", "departement",
         ("cg",), ("departements",), "département"),
    Kind("mds", "Maison des solidarités du département",
         "reçoit avec une assistante sociale et aide à ouvrir les droits", "departement",
         ("mds", "cdas", "edas", "sdsei"), ("maisons-des-solidarites",), "maison des solidarités"),
    Kind("clic", "Point d’information pour les personnes âgées",
         "renseigne les personnes âgées et leurs proches : APA, aide à domicile", "departement",
         ("clic",), (), "CLIC"),
    Kind("repit", "Plateforme d’accompagnement et de répit",
         "aide ceux qui s’occupent d’un proche âgé", "departement",
         ("accompagnement_personnes_agees",), (), "plateforme de répit"),
    Kind("pmi", "Protection maternelle et infantile",
         "suit gratuitement la grossesse et les enfants jusqu’à 6 ans", "departement",
         ("pmi",), (), "PMI"),
    Kind("crous", "Crous", "donne les bourses, les logements et les repas des étudiants", "caisse",
         ("crous",), (), "Crous"),
    Kind("adil", "Agence d’information sur le logement",
         "répond gratuitement sur le logement : bail, aides, impayés", "departement",
         ("adil",), (), "ADIL"),
    Kind("pcb", "Point conseil budget",
         "aide gratuitement en cas de dettes ou de budget difficile", "nearest",
         ("pcb",), ("points-conseil-budget", "cresus"), "point conseil budget"),
    Kind("point_justice", "Point-justice",
         "donne des conseils de droit gratuits, aide pour un recours", "nearest",
         ("point_justice", "mjd", "cdad"), ("points-justice",), "point-justice"),
    Kind("cidff", "Centre d’information sur les droits des femmes et des familles",
         "informe gratuitement : séparation, pension, violences, emploi", "nearest",
         ("cidf",), ("cidff",), "CIDFF"),
    Kind("info_jeunes", "Info jeunes", "renseigne les jeunes : études, logement, santé, loisirs",
         "nearest", ("cij",), ("reseau-information-jeunesse",), "Info jeunes"),
    Kind("impots", "Service des impôts des particuliers",
         "calcule l’impôt et donne l’avis d’imposition", "nearest", ("sip",), (), "impôts"),
    Kind("prefecture", "Préfecture", "délivre les titres de séjour", "departement",
         ("prefecture",), (), "préfecture"),
    Kind("pimms", "Pimms Médiation", "aide pour les démarches, en personne", "nearest",
         (), ("pimms-mediation",), "Pimms"),
    Kind("mediation_numerique", "Aide au numérique", "aide à faire ses démarches sur internet",
         "nearest", ("point_accueil_numerique",),
         ("conseillers-numeriques", "aidants-connect", "espaces-publics-numeriques"),
         "aide au numérique"),
    Kind("association", "Association de solidarité",
         "aide en cas de coup dur : repas, vêtements, écoute, démarches", "nearest",
         (), ("restos-du-coeur", "croix-rouge", "secours-populaire", "emmaus",
              "banques-alimentaires"), "association"),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.id: kind for kind in _ALL}
DILA: dict[str, str] = {code: kind.id for kind in _ALL for code in kind.dila}
NETWORKS: dict[str, str] = {code: kind.id for kind in _ALL for code in kind.networks}
FROM_1500_INHABITANTS = 1500  # a CCAS is compulsory (code de l’action sociale, art. L.123-4)


def normalise(tag: str) -> str:
    """The id of a kind from a tag of any room: `france-services` -> `france_services`."""
    return tag.strip().lower().replace("-", "_")
