"""French spaces and apostrophes, in texts only."""

from django.utils.safestring import mark_safe

from simulator.templatetags.french import typeset


def test_marks_are_never_alone_on_a_line():
    assert typeset(mark_safe("Qui ? « Moi » : 5 €")) == (
        "Qui\u00a0? «\u00a0Moi\u00a0»\u00a0: 5\u00a0€"
    )


def test_apostrophes_are_curved_even_when_escaped():
    assert typeset(mark_safe("l'aide d&#x27;Albiez")) == "l’aide d’Albiez"


def test_tags_and_what_was_typed_stay_as_they_are():
    html = mark_safe('<input value="l\'an 2 ; non ?"> a')
    assert typeset(html) == html
