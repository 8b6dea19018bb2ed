"""What the words of the administration mean, in plain words; a page explains those that it uses."""

import re
from collections.abc import Iterable

#: Whole sentences, that a twelve-year-old reads.
TERMS = {
    "AAH": "Allocation aux adultes handicapés : un revenu pour les personnes handicapées.",
    "ACRE": "Aide à la création d’entreprise : moins de cotisations au début.",
    "AEEH": "Allocation d’éducation de l’enfant handicapé, versée à ses parents.",
    "AESH": "Une personne qui accompagne un élève handicapé à l’école.",
    "AGEPI": "Aide à la garde d’enfants quand on reprend un emploi.",
    "AJPA": "Un revenu quand on arrête de travailler pour aider un proche.",
    "AJPP": "Un revenu quand on arrête de travailler pour un enfant malade.",
    "ALF": "Allocation de logement familiale : une aide pour payer le loyer.",
    "ALS": "Allocation de logement sociale : une aide pour payer le loyer.",
    "AME": "Aide médicale de l’État : des soins payés pour qui n’a pas de titre de séjour.",
    "APA": "Allocation personnalisée d’autonomie : elle paie l’aide d’une personne âgée.",
    "APL": "Aide personnalisée au logement : une aide pour payer le loyer.",
    "ARE": "Allocation d’aide au retour à l’emploi : le chômage, payé par France Travail.",
    "ARS": "Allocation de rentrée scolaire : une aide versée en août pour les enfants à l’école.",
    "ASE": "Aide sociale à l’enfance : le service du département qui protège les enfants.",
    "ASF": "Allocation de soutien familial : une aide pour élever un enfant sans l’autre parent.",
    "ASH": "Aide sociale à l’hébergement : elle paie une partie de la maison de retraite.",
    "ASI": "Elle complète une petite pension d’invalidité.",
    "ASP": "De l’argent chaque mois, quand l’entreprise vous licencie parce qu’elle va mal.",
    "ASPA": "Allocation de solidarité aux personnes âgées, aussi appelée minimum vieillesse.",
    "ASS": "Allocation de solidarité spécifique : un revenu quand le chômage n’est plus payé.",
    "BAFA": "Brevet pour encadrer des enfants en centre de loisirs ou en colonie.",
    "BTS": "Brevet de technicien supérieur : deux ans d’études après le bac.",
    "BUT": "Bachelor universitaire de technologie : trois ans d’études après le bac.",
    "CAF": "Caisse d’allocations familiales : elle verse la plupart des aides aux familles.",
    "CAP": "Certificat d’aptitude professionnelle : un diplôme pour apprendre un métier.",
    "CCAS": "Centre communal d’action sociale : le service de la mairie qui aide les habitants.",
    "CEJ": "Contrat d’engagement jeune : un revenu et une aide pour trouver un emploi.",
    "CMG": "Complément pour payer la garde d’un jeune enfant.",
    "CMI": "Carte mobilité inclusion : stationnement ou priorité pour une personne handicapée.",
    "CPAM": "Caisse primaire d’assurance maladie : la sécurité sociale de votre département.",
    "CRDS": "Une contribution de 0,5 % que l’État prend sur certaines aides.",
    "CROUS": "Il gère les bourses et les résidences des étudiants.",
    "CSP": "Après un licenciement économique, on vous accompagne pour trouver un emploi.",
    "CSS": "Complémentaire santé solidaire : elle paie ce que la sécurité sociale ne paie pas.",
    "DALO": "Droit au logement opposable : une commission peut obliger l’État à vous loger.",
    "EEE": "L’Union européenne, l’Islande, le Liechtenstein et la Norvège.",
    "ESAT": "Un établissement où travaillent des personnes handicapées, avec un accompagnement.",
    "FSL": "Fonds de solidarité pour le logement : il aide à payer un loyer ou une facture.",
    "GIR": "Un chiffre qui dit de combien d’aide on a besoin. 1 est le plus d’aide, 6 le moins.",
    "HLM": "Habitation à loyer modéré : un logement social, loué moins cher.",
    "INSEE": "L’institut qui tient les chiffres et les codes des communes.",
    "LDDS": "Livret de développement durable et solidaire : un compte d’épargne sans impôt.",
    "LEP": "Livret d’épargne populaire : un compte d’épargne pour les revenus modestes.",
    "MDPH": "Maison départementale des personnes handicapées : elle reconnaît les handicaps.",
    "MSA": "Mutualité sociale agricole : la sécurité sociale des métiers de la terre.",
    "MVA": "Majoration pour la vie autonome : elle s’ajoute à l’AAH pour qui a son logement.",
    "PACS": "Pacte civil de solidarité : un contrat pour vivre à deux, signé à la mairie.",
    "PAJE": "Les aides pour un enfant de moins de trois ans.",
    "PAS": "Prêt d’accession sociale : un crédit aidé par l’État pour acheter son logement.",
    "PCH": "Prestation de compensation du handicap : elle paie l’aide et le matériel.",
    "PMI": "Des soins gratuits pour les jeunes enfants et les grossesses.",
    "PTZ": "Prêt à taux zéro : un crédit sans intérêts pour acheter son premier logement.",
    "RIB": "Relevé d’identité bancaire : le papier avec le numéro de votre compte.",
    "RQTH": "Reconnaissance de la qualité de travailleur handicapé.",
    "RSA": "Revenu de solidarité active : un revenu minimum pour vivre.",
    "SMIC": "Le salaire le plus bas permis par la loi.",
    "VAE": "Validation des acquis : un diplôme grâce à votre expérience.",
}
#: Ordinary words that the administration uses in its own way, in alphabetical order.
ORDINARY = {
    "à charge": "Que vous élevez ou que vous faites vivre.",
    "allocataire": "Qui reçoit une aide de la CAF ou de la MSA.",
    "attestation": "Un papier qui prouve quelque chose.",
    "barème": "Le tableau qui dit combien, selon les revenus.",
    "cerfa": "Un formulaire officiel. Son numéro permet de le trouver.",
    "domiciliation": "Une adresse pour le courrier, que donne le CCAS ou une association.",
    "échelon": "Le niveau de la bourse : plus il est haut, plus elle est grande.",
    "foyer": "Vous, la personne avec qui vous êtes en couple, et vos enfants.",
    "majoration": "Un supplément qui s’ajoute à une aide.",
    "plafond": "La limite à ne pas dépasser.",
    "quittance": "Le reçu que le propriétaire donne quand le loyer est payé.",
    "quotient familial": "Un chiffre que la CAF calcule avec vos revenus et vos enfants.",
    "recours": "Demander par écrit de changer une décision.",
    "récépissé": "Le papier qui prouve que votre demande est déposée.",
    "redevance": "Le loyer, dans un foyer ou une résidence.",
    "ressources": "Tout l’argent du foyer : salaires, pensions, aides, épargne.",
    "revenu fiscal": "Un montant écrit sur votre avis d’impôt.",
    "taux d’incapacité": "Un pourcentage que la MDPH donne selon le handicap.",
    "titre de séjour": "La carte qui permet à un étranger de vivre en France.",
}
ACRONYM = re.compile(r"\b[A-ZÉ]{2,}\b")


PHRASES = re.compile(rf"\b({'|'.join(map(re.escape, ORDINARY))})s?\b")


def explained(texts: Iterable[str]) -> dict[str, str]:
    """The terms that these texts use, acronyms then ordinary words, and what each means."""
    whole = " ".join(texts).replace("\u00a0", " ")
    words = set(re.findall(r"\w+", whole))
    used = {word.upper() if len(word) > 3 else word for word in words}  # PAS is not « pas »
    found = {term: meaning for term, meaning in TERMS.items() if term in used}
    said = set(PHRASES.findall(whole.lower()))  # six times faster than without regard to case
    return found | {phrase: meaning for phrase, meaning in ORDINARY.items() if phrase in said}
