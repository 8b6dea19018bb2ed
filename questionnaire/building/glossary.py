"""What the words of the administration mean, in plain words; a page explains those that it uses."""

import re
from collections.abc import Iterable

#: Whole sentences, that a twelve-year-old reads.
TERMS = {
    "AAH": "Allocation aux adultes handicapés : un revenu pour les personnes handicapées.",
    "AEEH": "Allocation d’éducation de l’enfant handicapé, versée à ses parents.",
    "AJPA": "Allocation journalière du proche aidant : un revenu quand on arrête de travailler "
    "pour aider un proche.",
    "AJPP": "Allocation journalière de présence parentale : un revenu quand on arrête de "
    "travailler pour un enfant malade.",
    "ALF": "Allocation de logement familiale : une aide pour payer le loyer.",
    "ALS": "Allocation de logement sociale : une aide pour payer le loyer.",
    "APA": "Allocation personnalisée d’autonomie : elle paie l’aide dont une personne âgée a "
    "besoin.",
    "APL": "Aide personnalisée au logement : une aide pour payer le loyer.",
    "ARE": "Allocation d’aide au retour à l’emploi : le chômage, payé par France Travail.",
    "ASE": "Aide sociale à l’enfance : le service du département qui protège les enfants.",
    "ASF": "Allocation de soutien familial : une aide pour élever un enfant sans l’autre parent.",
    "ASI": "Allocation supplémentaire d’invalidité : elle complète une petite pension "
    "d’invalidité.",
    "ASP": "Allocation de sécurisation professionnelle, après un licenciement économique.",
    "ASPA": "Allocation de solidarité aux personnes âgées, aussi appelée minimum vieillesse.",
    "ASS": "Allocation de solidarité spécifique : un revenu quand le chômage n’est plus payé.",
    "BTS": "Brevet de technicien supérieur : deux ans d’études après le bac.",
    "BUT": "Bachelor universitaire de technologie : trois ans d’études après le bac.",
    "CAF": "Caisse d’allocations familiales : elle verse la plupart des aides aux familles.",
    "CAP": "Certificat d’aptitude professionnelle : un diplôme pour apprendre un métier.",
    "CCAS": "Centre communal d’action sociale : le service de la mairie qui aide les habitants.",
    "CEJ": "Contrat d’engagement jeune : un revenu et une aide pour trouver un emploi.",
    "CROUS": "Il gère les bourses et les résidences des étudiants.",
    "CSP": "Contrat de sécurisation professionnelle : un accompagnement après un licenciement "
    "économique.",
    "EEE": "Espace économique européen : l’Union européenne, l’Islande, le Liechtenstein et la "
    "Norvège.",
    "GIR": "Un chiffre de 1 à 6 qui dit de combien d’aide une personne âgée a besoin. 1 est le "
    "plus d’aide.",
    "HLM": "Habitation à loyer modéré : un logement social, loué moins cher.",
    "LDDS": "Livret de développement durable et solidaire : un compte d’épargne sans impôt.",
    "LEP": "Livret d’épargne populaire : un compte d’épargne pour les revenus modestes.",
    "MDPH": "Maison départementale des personnes handicapées : elle reconnaît les handicaps.",
    "MSA": "Mutualité sociale agricole : la sécurité sociale des métiers de la terre.",
    "MVA": "Majoration pour la vie autonome : elle s’ajoute à l’AAH pour qui a son logement.",
    "PACS": "Pacte civil de solidarité : un contrat pour vivre à deux, signé à la mairie.",
    "PAJE": "Prestation d’accueil du jeune enfant : les aides pour un enfant de moins de trois "
    "ans.",
    "PAS": "Prêt d’accession sociale : un crédit aidé par l’État pour acheter son logement.",
    "PCH": "Prestation de compensation du handicap : elle paie l’aide et le matériel.",
    "RSA": "Revenu de solidarité active : un revenu minimum pour vivre.",
}
ACRONYM = re.compile(r"\b[A-ZÉ]{2,}\b")


def explained(texts: Iterable[str]) -> dict[str, str]:
    """The terms that these texts use, in alphabetical order, and what each means."""
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    used = {word.upper() if len(word) > 3 else word for word in words}  # PAS is not « pas »
    return {term: meaning for term, meaning in TERMS.items() if term in used}
