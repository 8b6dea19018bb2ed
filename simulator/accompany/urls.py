"""The addresses of the mode: its door, and what concerns a draft itself."""

from django.urls import path

from simulator.accompany import views
from simulator.results.views import citizen

door = [
    path("", views.door, name="accompany"),
    path("efface/", views.erased, name="draft_erased"),
    path("<slug:dossier>/suivante/", views.next_person, name="next_person"),
    path("<slug:dossier>/presence/", views.present, name="present"),
    path("<slug:dossier>/toujours-la/", views.still_there, name="still_there"),
]

#: Of each draft, beside the pages of every mode.
own = (path("resultats/personne/", citizen, name="citizen"),)
