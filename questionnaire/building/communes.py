"""The field of the commune: by its postal code, or by its name."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from questionnaire.building import widgets
from questionnaire.building.fields import ascii_digits

Named = Callable[[str], list[tuple[str, str, str]]]
NAME = re.compile(r"[^\W\d_][^\d\x00-\x1f]+")  #: of a commune, as against a postal code


class Commune(forms.MultiValueField):
    """A postal code or a name, and its commune: {"code_postal": …, "commune": INSEE code}.

    The tables of postal codes lack some pairs: a commune found by its name is taken with whatever
    code of its département was typed. What is found is shown before it is taken, even alone.
    """

    def __init__(
        self,
        label: str,
        communes: Callable[[str], list[tuple[str, str]]],
        help_text: str = "",
        named: Named | None = None,
        commune_of: Callable[[str], tuple[str, str] | None] | None = None,
    ) -> None:
        self.named, self.commune_of = named, commune_of
        self.communes = lru_cache(maxsize=8)(communes)  # checked, then shown: read once
        super().__init__(
            [forms.CharField(required=False), forms.CharField(required=False)],
            label=label,
            help_text=help_text,
            widget=widgets.CommunePicker(self.found, elsewhere=named is not None),
            require_all_fields=False,
        )

    def found(self, written: str) -> list[tuple[str, str]]:
        """The communes of a postal code or of a name, as (INSEE code, name), to choose among."""
        if self.named and NAME.fullmatch(written.strip()):
            return [(code, name) for code, name, _ in self.named(written)]
        return self.communes(ascii_digits(written))

    def clean(self, value: Any) -> dict[str, str]:
        written, commune = (str(part or "").strip() for part in value or ("", ""))
        if commune == widgets.ELSEWHERE:
            raise ValidationError(
                "Écrivez le nom de votre commune dans la case, à la place du code postal.", "choose"
            )
        if self.named and NAME.fullmatch(written):
            return self._named(written, commune)
        postcode = ascii_digits(re.sub(r"\s", "", written))
        if not re.fullmatch(r"[0-9]{5}", postcode):
            raise ValidationError("Écrivez les cinq chiffres du code postal, par exemple 93200.")
        known = self.communes(postcode)
        if not commune and known:
            raise ValidationError(_choose(known), "choose")
        if commune not in dict(known) and not self._near(commune, postcode):
            raise ValidationError(
                "Choisissez une commune de ce code postal dans la liste."
                if known
                else "Nous ne connaissons pas ce code postal. Vérifiez-le, ou écrivez le nom de "
                "votre commune."
            )
        return {"code_postal": postcode, "commune": commune}

    def _named(self, written: str, commune: str) -> dict[str, str]:
        assert self.named
        known = {code: postcode for code, _, postcode in self.named(written)}
        if not known:
            raise ValidationError(
                "Nous ne connaissons pas cette commune. Écrivez plutôt son code postal."
            )
        if commune not in known:
            raise ValidationError(_choose(known), "choose")
        return {"code_postal": known[commune], "commune": commune}

    def _near(self, commune: str, postcode: str) -> bool:
        """Whether a commune that the table does not give for a code may have it all the same."""
        found = self.commune_of(commune) if self.commune_of and commune else None
        if found is None:
            return False
        start = found[1][:3] if found[1].startswith(("97", "98")) else found[1][:2]
        return postcode.startswith("20" if start in ("2A", "2B") else start)

    def show(self, value: dict[str, str]) -> str:
        name = dict(self.communes(value["code_postal"])).get(value["commune"])
        if not name:
            found = self.commune_of(value["commune"]) if self.commune_of else None
            name = found[0] if found else value["commune"]
        return f"{name} ({value['code_postal']})"


def _choose(known: Any) -> str:
    if len(known) == 1:
        return "Est-ce votre commune ? Regardez, puis continuez."
    return "Choisissez votre commune dans la liste."
