"""The addresses of the questionnaire. An answer is never part of one."""

from django.urls import path

from questionnaire import views

urlpatterns = [
    path("simulation/", views.resume, name="resume"),
    path("simulation/communes/", views.communes, name="communes"),
    path("simulation/recapitulatif/", views.recap, name="recap"),
    path("simulation/effacer/", views.erase, name="erase"),
    path("simulation/<slug:question>/", views.question, name="question"),
    path("simulation/<slug:question>/<slug:subject>/", views.question, name="question"),
]
