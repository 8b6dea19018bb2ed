"""The papers to ask for before an interview, by part of the questionnaire, in its order."""

PAPERS: dict[str, tuple[str, ...]] = {
    "Vous": (
        "Pièce d’identité, ou titre de séjour et sa date de début",
        "Notification de la MDPH, s’il y a un handicap reconnu",
        "Attestation de France Travail, en cas de chômage",
        "Certificat de scolarité et notification de bourse, pour des études",
    ),
    "Votre famille": (
        "Livret de famille, ou dates de naissance du partenaire et des enfants",
        "Jugement ou accord sur la garde et la pension alimentaire",
        "Certificats de scolarité des enfants",
    ),
    "Votre logement": (
        "Bail et dernière quittance de loyer (le loyer sans les charges)",
        "Offre de prêt, pour un logement acheté à crédit",
    ),
    "Vos revenus": (
        "Bulletins de paie des douze derniers mois, au moins des trois derniers",
        "Derniers relevés de retraite, de pension d’invalidité, d’indemnités journalières",
        "Dernier avis d’imposition",
        "Relevés des livrets et de l’épargne",
    ),
    "Vos aides": ("Dernière attestation de paiement de la CAF ou de la MSA",),
}
