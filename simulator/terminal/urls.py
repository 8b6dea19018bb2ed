"""The addresses of a terminal that no other mode has."""

from django.urls import path

from simulator.terminal import postcode, screens, views

PREFIX = "borne/"
#: They come before those of every mode: a terminal begins, and ends, at the page that waits.
own = (
    path("", views.attract, name="resume"),
    path("ecran/", screens.screen, name="screen"),
    path("communes/", postcode.communes, name="communes"),
    path("recapitulatif/", views.recap, name="recap"),
    path("fin/", views.finish, name="finish"),
    path("presence/", views.present, name="present"),
    path("ticket/", views.ticket, name="ticket"),
)
health = path(f"{PREFIX}<slug:slug>/etat", views.health, name="terminal_health")
