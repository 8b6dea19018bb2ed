"""What is asked of each adult, in order: the partner is asked as much as the applicant."""

from questionnaire.questions import activite, aidant, etudes, identite, parents, sante, sejour

QUESTIONS = (
    *identite.QUESTIONS,
    *activite.SITUATION,
    *activite.ABROAD,
    *aidant.QUESTIONS,
    *parents.ON_THEIR_RETURN,
    *activite.PARCOURS,
    *etudes.QUESTIONS,
    *parents.GRANT,
    *sejour.QUESTIONS,
    *sante.QUESTIONS,
)
