"""« Cette adresse a changé »."""

import re

from django import forms

from orientation.models import DeskReport


class Radios(forms.RadioSelect):
    template_name = "questionnaire/widgets/choices.html"


PERSONAL = re.compile(r"\S+@\S+|\b(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}\b|\b[1278](?:\s?\d){12}\b")


class ReportForm(forms.ModelForm):
    """What changed, in a choice and a few words. Nothing about who says it."""

    # People leave this empty: it is hidden from them. Robots fill every field.
    site = forms.CharField(required=False)

    class Meta:
        model = DeskReport
        fields = ["what", "details"]
        labels = {"what": "Qu’est-ce qui a changé ?", "details": "Précisions (facultatif)"}
        help_texts = {"details": "Par exemple la nouvelle adresse. N’écrivez rien sur vous."}
        error_messages = {
            "what": {
                "required": "Choisissez ce qui a changé.",
                "invalid_choice": "Choisissez une réponse dans la liste.",
            },
            "details": {"max_length": "Écrivez 500 caractères au plus."},
        }
        widgets = {
            "what": Radios,
            "details": forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = DeskReport.What.choices  # without « --------- »

    def clean_details(self) -> str:
        """The desk's own number may be told; e-mail addresses and security numbers are dropped."""
        kept = self.cleaned_data["details"]
        if self.cleaned_data.get("what") == DeskReport.What.PHONE:
            return re.sub(r"\S+@\S+", "…", kept)
        return PERSONAL.sub("…", kept)

    @property
    def from_a_robot(self) -> bool:
        return bool(self.cleaned_data.get("site"))
