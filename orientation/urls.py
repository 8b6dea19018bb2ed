"""The directory's addresses."""

from django.urls import path

from orientation import views

urlpatterns = [
    path("lieux/", views.index, name="places"),
    path("lieux/numero-provisoire/", views.without_number, name="without_number"),
    path("lieux/signaler/<path:key>/", views.report, name="report_desk"),
    path("lieux/merci/<slug:path>/", views.report_thanks, name="report_thanks"),
    path("lieux/<slug:path>.json", views.place_json, name="place_json"),
    path("lieux/<slug:path>", views.place, name="place"),
]
