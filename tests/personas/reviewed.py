"""What makes each public itself in its persona's OpenFisca document, reviewed against the law.

documents.json holds the documents in full; here are, for each public, the lines that the law asks
for, written by hand from the article beside them. `None`: the document must say nothing of it.
"""

from dataclasses import dataclass
from typing import Any

RECENT = "2026-07..2026-11"  # M-4..M: RSA reads M-4..M-2 (CASF, art. R.262-7)
YEAR = "2025-11..2026-11"
BEFORE = "2025-01..2026-11"
US, OURS, HOME = "foyers_fiscaux/foyer_vous", "familles/famille", "menages/menage"
YOU = "individus/vous"
PARTNER, THEIRS = "individus/conjoint", "foyers_fiscaux/foyer_conjoint"
FIRST, SECOND = "individus/enfant_1", "individus/enfant_2"
LINES = {"2024": 18000, "2025": 18000, "2026": 18000}
PROFIT = {"2024": 6000, "2025": 6000, "2026": 6000}
ALONE_YEARS = {"2024": True, "2025": True, "2026": True}


@dataclass(frozen=True)
class Review:
    """`says`: (entity, role or variable) -> its members, or its values by period."""

    public: str
    persona: str
    says: dict[tuple[str, str], Any]


REVIEWS = (
    # One is a family, a tax unit and a home alone (CASF, art. L.262-2; CGI, art. 6, 1).
    Review("single", "seul sans rien, hébergé", {
        (OURS, "parents"): ["vous"], (OURS, "enfants"): [], (US, "declarants"): ["vous"],
        (HOME, "personne_de_reference"): ["vous"], (US, "caseT"): None,
    }),
    # Spouses and PACS partners are taxed together (CGI, art. 6, 1).
    Review("married", "couple marié sans rien", {
        (US, "declarants"): ["vous", "conjoint"], (OURS, "parents"): ["vous", "conjoint"],
        (HOME, "conjoint"): ["conjoint"], (YOU, "statut_marital"): {YEAR: "marie"},
        (PARTNER, "statut_marital"): {YEAR: "marie"},
    }),
    Review("PACS", "un salaire, trois enfants, HLM", {
        (US, "declarants"): ["vous", "conjoint"], (YOU, "statut_marital"): {YEAR: "pacse"},
        # minor children are dependants (CGI, art. 196) and of the family (CSS, art. L.512-3)
        (US, "personnes_a_charge"): ["enfant_1", "enfant_2", "enfant_3"],
        (OURS, "enfants"): ["enfant_1", "enfant_2", "enfant_3"],
        (HOME, "statut_occupation_logement"): {YEAR: "locataire_hlm"},
    }),
    # Unmarried partners are taxed apart (CGI, art. 6, 1 and 4), and share the rights of the family
    # (CASF, art. R.262-1; CSS, art. L.523-2 for the end of the lone parent's).
    Review("unmarried", "couple non marié, un bébé", {
        (US, "declarants"): ["vous"], (THEIRS, "declarants"): ["conjoint"],
        (US, "personnes_a_charge"): ["enfant_1"], (THEIRS, "personnes_a_charge"): [],
        (OURS, "parents"): ["vous", "conjoint"], (US, "caseT"): None,
    }),
    # Box T: alone with children (CGI, art. 194, II). The other parent: CSS, art. L.523-1.
    Review("lone parent", "mère seule, un enfant, HLM", {
        (US, "caseT"): ALONE_YEARS, (OURS, "rsa_isolement_recent"): {RECENT: False},
        (FIRST, "contribution_autre_parent"): {RECENT: "ne_contribue_pas"},
    }),
    # For less than 18 months (CASF, art. R.262-2). Box T stands on N-2 as well, when they were two:
    # to know better, every benefit would have to ask since when one is alone.
    Review("lone parent", "mère seule depuis peu, un enfant", {
        (OURS, "rsa_isolement_recent"): {RECENT: True}, (US, "caseT"): ALONE_YEARS,
    }),
    # Each declares their own, one of the two theirs; no right of a lone parent (CSS, art. L.523-2).
    Review("recomposed", "famille recomposée, un enfant de chacun et un de tous les deux", {
        (US, "personnes_a_charge"): ["enfant_1"],
        (THEIRS, "personnes_a_charge"): ["enfant_2", "enfant_3"],
        (OURS, "enfants"): ["enfant_1", "enfant_2", "enfant_3"],
        (FIRST, "garde_alternee"): {YEAR: True}, (SECOND, "garde_alternee"): {YEAR: False},
        (FIRST, "contribution_autre_parent"): None, (US, "caseT"): None,
    }),
    # Half the allowances (CSS, art. L.521-2 and R.521-2), half the tax parts (CGI, art. 194, I).
    Review("shared custody", "garde alternée de deux enfants", {
        (FIRST, "garde_alternee"): {YEAR: True}, (SECOND, "garde_alternee"): {YEAR: True},
        (US, "personnes_a_charge"): ["enfant_1", "enfant_2"],
        (FIRST, "contribution_autre_parent"): {RECENT: "contribue"},
    }),
    # Pay by month for RSA and housing aid, N-2 for family benefits (CSS, art. R.532-3).
    Review("employee", "deux salaires, deux enfants, propriétaires", {
        (YOU, "activite"): {RECENT: "actif"}, (YOU, "salaire_net"): {"2024": 24000.0, BEFORE: 2000},
        (PARTNER, "salaire_net"): {"2024": 18000.0, BEFORE: 1500.0},
        (HOME, "statut_occupation_logement"): {YEAR: "proprietaire"},
    }),
    Review("several jobs", "deux emplois à temps partiel", {
        (YOU, "salaire_net"): {"2024": 9966.0, BEFORE: 830.5},
    }),
    Review("several situations", "salariée à mi-temps et micro-entrepreneuse", {
        (YOU, "salaire_net"): {"2024": 8400.0, BEFORE: 700.0},
        (YOU, "rpns_micro_entreprise_CA_bic_service_imp"): dict.fromkeys(PROFIT, 4800),
    }),
    # The turnover itself: rules take their own part off (CGI, art. 102 ter; CASF, art. R.262-19).
    Review("micro-entrepreneur", "micro-entrepreneuse, activité libérale, locataire", {
        (YOU, "rpns_micro_entreprise_CA_bnc_imp"): LINES, (YOU, "mbnc_impo"): LINES,
    }),
    # The profit of the tax return (CASF, art. R.262-18 to R.262-24).
    Review("self-employed", "artisan au réel, 500 euros de bénéfice par mois", {
        (YOU, "abic_impn"): PROFIT, (YOU, "activite"): {RECENT: "actif"},
    }),
    # The MSA pays instead of the CAF (code rural, art. L.723-3).
    Review("farmer", "exploitant agricole, 6 000 euros de bénéfice par an", {
        (YOU, "arag_impg"): PROFIT, (YOU, "regime_securite_sociale"): {RECENT: "regime_agricole"},
    }),
    # Jobless for more than two months (CCH, art. R.822-13 and R.822-17): pay until it stopped.
    Review("job-seeker", "au chômage non payé depuis six mois, après un salaire", {
        (YOU, "activite"): {RECENT: "chomeur"},
        (YOU, "date_debut_chomage"): {"ETERNITY": "2026-08-01"},
        (YOU, "salaire_net"): {
            "2024": 12000.0, "2025-01..2025-10": 1000.0, "2025-11..2026-06": 1500.0, RECENT: 0.0,
        },
    }),
    # RSA excludes students (CASF, art. L.262-4, 3°); taxed by themselves.
    Review("student", "étudiant locataire", {
        (YOU, "activite"): {RECENT: "etudiant"}, (US, "declarants"): ["vous"],
        (YOU, "enfant_a_charge"): None,
        (YOU, "bourse_criteres_sociaux_base_ressources_parentale"): {RECENT: 90000.0},
    }),
    # Pay exempt of tax (CGI, art. 81 bis), of contributions to half the SMIC (D.6243-5).
    Review("apprentice", "apprentie locataire", {
        (YOU, "apprenti"): {RECENT: True}, (YOU, "activite"): {RECENT: "actif"},
        (YOU, "salaire_imposable"): {"2024": 0.0, BEFORE: 0.0},
        # 2024: the SMIC of that year, 1,766.92 euros until October, then 1,801.80.
        (YOU, "salaire_de_base"): {"2024": 10843.08, BEFORE: 900.0},
    }),
    # The pay of training counts as pay (CASF, art. R.262-8, 2°), not as a wage.
    Review("trainee", "stagiaire de la formation professionnelle", {
        (YOU, "revenus_stage_formation_pro"): {"2024": 8400.0, BEFORE: 700.0},
        (YOU, "salaire_net"): {"2024": 0.0, BEFORE: 0.0},
    }),
    # Neither employee nor student; RSA is suspended (code du service national, L.120-7, L.120-11).
    Review("civic service", "volontaire du service civique", {
        (YOU, "service_civique"): {RECENT: True}, (YOU, "activite"): {RECENT: "inactif"},
    }),
    # The pension as it is paid (CSS, art. L.815-9); not unfit for work.
    Review("retired", "retraitée, petite pension", {
        (YOU, "activite"): {RECENT: "retraite"},
        (YOU, "retraite_nette"): {"2024": 8400.0, BEFORE: 700},
        (YOU, "inapte_travail"): {RECENT: False},
    }),
    # 80 % and more (CSS, art. L.821-1 and D.821-1); AAH not received is computed, not 0.
    Review("disabled adult", "adulte handicapé, taux de 80 %", {
        (YOU, "handicap"): {RECENT: True}, (YOU, "taux_incapacite"): {RECENT: 0.9},
        (YOU, "aah"): {"2025-11..2026-06": 0.0},
    }),
    # The child's own rate (CSS, art. L.541-1 and R.541-1), nothing of the parent's.
    Review("disabled child", "enfant handicapé à 80 %", {
        (FIRST, "handicap"): {RECENT: True}, (FIRST, "taux_incapacite"): {RECENT: 0.9},
        (YOU, "handicap"): {RECENT: False}, (YOU, "taux_incapacite"): None,
    }),
    # Who expects a child alone has the raised RSA (CASF, art. L.262-9, 2°).
    Review("pregnant", "femme enceinte seule", {
        (YOU, "enceinte"): {RECENT: True}, (US, "caseT"): None,
    }),
    # On the parents' return (CGI, art. 6, 3) and at their home (CSS, art. L.861-1 and R.861-2).
    Review("at their parents'", "chômeuse de 20 ans chez ses parents", {
        (US, "declarants"): [], (US, "personnes_a_charge"): ["vous"],
        (YOU, "enfant_a_charge"): {"2026": True}, (YOU, "habite_chez_parents"): {RECENT: True},
        (HOME, "statut_occupation_logement"): {YEAR: "loge_gratuitement"},
    }),
    # Grown, with a return of their own (CGI, art. 6, 3): of the family still (CSS, art. L.512-3).
    Review("grown child", "deux enfants, dont un apprenti payé 1 300 euros", {
        ("foyers_fiscaux/foyer_enfant_1", "declarants"): ["enfant_1"],
        (US, "personnes_a_charge"): ["enfant_2"], (OURS, "enfants"): ["enfant_1", "enfant_2"],
    }),
    # What is paid is taken off (CSS, art. R.861-8), in box 6GU of the tax return (CGI, art. 156).
    Review("pays maintenance", "père qui paie une pension alimentaire", {
        (YOU, "pensions_alimentaires_versees_individu"): {"2024": 1800.0, BEFORE: 150.0},
        (US, "f6gu"): {"2024": 1800, "2025": 1800, "2026": 1800},
    }),
    # Housed without rent; who pays towards the costs has no advantage in kind (CASF, R.262-9).
    Review("lodger", "hébergé qui participe aux frais", {
        (HOME, "statut_occupation_logement"): {YEAR: "loge_gratuitement"},
        (HOME, "participation_frais"): {YEAR: True}, (HOME, "loyer"): None,
    }),
    # A part of the rent, a lower ceiling (CCH, art. D.823-16; arrêté of 2019-09-27, art. 16, 1°).
    Review("flat-sharer", "en colocation meublée", {
        (HOME, "statut_occupation_logement"): {YEAR: "locataire_meuble"},
        (HOME, "coloc"): {YEAR: True}, (HOME, "loyer"): {YEAR: 400},
    }),
    # Loans of before 2018 (loi 2017-1837, art. 126): a day that stands for them.
    Review("buyer", "propriétaire qui rembourse un crédit de 2016", {
        (HOME, "statut_occupation_logement"): {YEAR: "primo_accedant"},
        (HOME, "aide_logement_date_pret"): {"ETERNITY": "2017-01-01"},
        (HOME, "loyer"): {YEAR: 600},
    }),
    Review("tenant", "locataire sans revenu, zone 2", {
        (HOME, "statut_occupation_logement"): {YEAR: "locataire_vide"},
        (HOME, "depcom"): {YEAR: "35238"}, (HOME, "coloc"): {YEAR: False},
    }),
    # A foyer has its own rules (CCH, art. L.822-2): the convention decides.
    Review("residence", "jeune salariée en foyer de jeunes travailleurs", {
        (HOME, "statut_occupation_logement"): {YEAR: "locataire_foyer"},
        (HOME, "logement_crous"): {YEAR: False}, (HOME, "coloc"): None,
    }),
    Review("CROUS", "étudiante en résidence du Crous", {
        (HOME, "statut_occupation_logement"): {YEAR: "locataire_foyer"},
        (HOME, "logement_crous"): {YEAR: True},
    }),
    # Domiciled in a commune, without housing nor its flat amount (CASF, art. L.264-1, R.262-9);
    # refugees have no length of residence to wait (CASF, art. L.262-4, 2°).
    Review("no home, refugee", "réfugié sans logement", {
        (HOME, "statut_occupation_logement"): {YEAR: "sans_domicile"},
        (HOME, "depcom"): {YEAR: "93066"}, (HOME, "loyer"): None,
        (YOU, "nationalite"): {RECENT: "SY"},
        (YOU, "duree_possession_titre_sejour"): {RECENT: 10.0},
    }),
    # Three months for a European (CASF, art. L.262-6); a country stands for all of them.
    Review("European", "Allemande en France depuis six mois", {
        (YOU, "nationalite"): {RECENT: "DE"},
        (YOU, "duree_possession_titre_sejour"): {RECENT: 0.25},
    }),
    # Five years with a permit to work (CASF, art. L.262-4, 2°), but for a resident card.
    Review("short residence", "deux ans de titre de séjour", {
        (YOU, "nationalite"): {RECENT: "DZ"},
        (YOU, "duree_possession_titre_sejour"): {RECENT: 0.25},
    }),
    Review("resident card", "carte de résident", {
        (YOU, "duree_possession_titre_sejour"): {RECENT: 5.0},
    }),
    # Ten years for ASPA (CSS, art. L.816-1).
    Review("long residence", "retraité étranger, titre de dix ans", {
        (YOU, "duree_possession_titre_sejour"): {RECENT: 10.0},
    }),
    # Overseas amounts follow the commune (CSS, art. L.755-11 and D.755-5).
    Review("overseas", "mère seule à La Réunion", {(HOME, "depcom"): {YEAR: "97411"}}),
    # Not known is never 0: the least plausible rent stands here, the others in the other ways.
    Review("does not know", "locataire qui ne sait pas son loyer", {
        (HOME, "loyer"): {YEAR: 200.0},
    }),
    # Other adults are of no family nor tax unit of the household's (CASF, art. L.262-3; CGI,
    # art. 6); what they earn counts in housing aid once there for six months (CCH, art. R.822-2).
    Review("hosts other adults", "locataire qui héberge sa sœur depuis un an", {
        (OURS, "parents"): ["vous"], (US, "declarants"): ["vous"],
        (HOME, "personne_de_reference"): ["vous"], (HOME, "autres_adultes"): {YEAR: True},
        (HOME, "autres_adultes_revenus"): {YEAR: 1200.0},
    }),
    Review("hosts other adults", "locataire qui héberge un ami depuis un mois", {
        (HOME, "autres_adultes"): {YEAR: True}, (HOME, "autres_adultes_revenus"): {YEAR: 0.0},
    }),
    # A relative of 65 or more may be in charge (CCH, art. R.823-4, 2°); the least of what is not
    # known stands here.
    Review("hosts a parent", "fille qui loge sa mère de 70 ans", {
        (US, "personnes_a_charge"): [], (HOME, "autres_adultes_proches"): {YEAR: True},
        (HOME, "autres_adultes_revenus"): {YEAR: 0.0},
    }),
    # No aid for a home let in part, but to the young (CCH, art. L.822-4).
    Review("lets a room", "locataire qui sous-loue une pièce à un collègue", {
        (HOME, "sous_location"): {YEAR: "exclue"}, (HOME, "autres_adultes"): {YEAR: False},
    }),
    Review("lets a room", "locataire qui sous-loue une pièce à une étudiante", {
        (HOME, "sous_location"): {YEAR: "admise"},
    }),
    # In care, a child stays of the family and of the tax unit (CSS, art. L.521-2 and L.543-3; CGI,
    # art. 196): who has the charge of it is judged.
    Review("child in care", "mère de deux enfants, dont un confié à l’aide sociale à l’enfance", {
        (OURS, "enfants"): ["enfant_1", "enfant_2"],
        (US, "personnes_a_charge"): ["enfant_1", "enfant_2"],
        (FIRST, "enfant_place"): {YEAR: True}, (SECOND, "enfant_place"): {YEAR: False},
    }),
    # The person helped may live elsewhere, and is not of the document (CSS, art. L.168-8).
    Review("carer", "salariée qui réduit son temps pour sa mère en GIR 2", {
        (YOU, "proche_aide"): {RECENT: "gir"}, (YOU, "aidant_reduit"): {RECENT: True},
        (YOU, "salaire_net"): {"2024": 13200.0, BEFORE: 1100.0}, (YOU, "gir"): None,
    }),
    Review("carer", "retraité qui aide son frère handicapé", {
        (YOU, "proche_aide"): {RECENT: "handicap"}, (YOU, "aidant_reduit"): {RECENT: False},
        (YOU, "handicap"): {RECENT: False},
    }),
    # RSA reads the quarter's turnover, none here (CASF, art. R.262-19); the year's is still taxed.
    Review("stopped business", "micro-entreprise arrêtée depuis juillet", {
        (YOU, "activite_arretee"): {RECENT: True}, (YOU, "activite"): {RECENT: "chomeur"},
        (YOU, "rpns_micro_entreprise_CA_bic_service_imp"): dict.fromkeys(PROFIT, 0),
        (YOU, "mbic_imps"): dict.fromkeys(PROFIT, 10500),
    }),
    # The last profit known, unless the caisse sets it aside (CASF, art. R.262-23).
    Review("stopped business", "commerce fermé depuis juillet", {
        (YOU, "activite_arretee"): {RECENT: True}, (YOU, "abic_impn"): dict.fromkeys(PROFIT, 10500),
    }),
)  # fmt: skip
