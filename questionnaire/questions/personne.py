"""What is asked of each adult, in order: the partner is asked as much as the applicant."""

from questionnaire.questions import activite, identite, sante, sejour

QUESTIONS = (
    *identite.QUESTIONS,
    *activite.QUESTIONS,
    *sejour.QUESTIONS,
    *sante.QUESTIONS,
)
