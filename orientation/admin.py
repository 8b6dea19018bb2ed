"""The operator's pages, when `ADMIN_ENABLED=1`: hide or mend a desk, read what visitors report."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from orientation.hours import HoursError, parse
from orientation.models import Desk, DeskOverride, DeskReport, Source


class OverrideForm(forms.ModelForm):
    """A change by hand. `desk` is the key that « Cette adresse a changé » and the JSON show."""

    desk_key = forms.CharField(label="Guichet (clé)", max_length=120)

    class Meta:
        model = DeskOverride
        fields = ["hidden", *DeskOverride.MENDABLE, "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.desk_id:
            self.fields["desk_key"].initial = self.instance.desk_id
            self.fields["desk_key"].disabled = True

    def clean_desk_key(self) -> str:
        key = self.cleaned_data["desk_key"].strip()
        if not self.instance.desk_id:
            if not Desk.objects.filter(pk=key).exists():
                raise forms.ValidationError("Aucun guichet n’a cette clé.")
            if DeskOverride.objects.filter(pk=key).exists():
                raise forms.ValidationError("Ce guichet est déjà corrigé : ouvrez sa correction.")
        return key

    def clean_hours(self) -> str:
        try:
            parse(self.cleaned_data["hours"])
        except HoursError as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["hours"]

    def save(self, commit: bool = True) -> DeskOverride:
        self.instance.desk_id = self.cleaned_data["desk_key"]
        return super().save(commit)


@admin.register(DeskOverride)
class DeskOverrideAdmin(admin.ModelAdmin):
    """Survives every import; deleting the line gives the source's words back."""

    form = OverrideForm
    fields = ["desk_key", "hidden", *DeskOverride.MENDABLE, "reason"]
    list_display = ["desk_id", "hidden", "name", "reason", "changed_at"]
    list_filter = ["hidden"]
    search_fields = ["desk_id", "name", "reason"]


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):
    """To look a desk and its key up. Imports own these rows: nothing is changed here."""

    list_display = ["key", "name", "kind", "city", "phone", "updated_on"]
    list_filter = ["kind", "source"]
    search_fields = ["key", "name", "city", "postcode"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        return False


@admin.register(DeskReport)
class DeskReportAdmin(admin.ModelAdmin):
    """What visitors say; tick « traité » once it is dealt with."""

    list_display = ["desk_name", "what", "details", "received_on", "handled"]
    list_editable = ["handled"]
    list_filter = ["handled", "what"]
    readonly_fields = ["desk_key", "desk_name", "what", "details", "received_on"]
    actions = ["hide_desks"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.action(description="Ne plus montrer ces guichets")
    def hide_desks(self, request: HttpRequest, reports: QuerySet[DeskReport]) -> None:
        for report in reports:
            DeskOverride.objects.update_or_create(
                desk_id=report.desk_key,
                defaults={"hidden": True, "reason": report.get_what_display()},
            )
        reports.update(handled=True)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """What was imported, and when."""

    list_display = ["slug", "data_date", "loaded_at", "version"]
    readonly_fields = ["slug", "version", "data_date", "loaded_at", "counts"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False
