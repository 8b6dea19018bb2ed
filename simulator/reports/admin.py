"""What visitors say of a result, when `ADMIN_ENABLED=1`."""

from django.contrib import admin
from django.http import HttpRequest

from simulator.reports.models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """To read and to tick « traité »; nothing of what was said can be changed."""

    list_display = ["benefit", "expected", "origin", "details", "received_on", "handled"]
    list_editable = ["handled"]
    list_filter = ["handled", "origin", "benefit"]
    readonly_fields = ["benefit", "expected", "origin", "details", "situation", "received_on"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
