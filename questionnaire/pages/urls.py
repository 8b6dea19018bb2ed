"""The addresses of the questionnaire. An answer is never part of one."""

from django.urls import path

from questionnaire.pages import chapters, recap, views

urlpatterns = [
    path("", views.resume, name="resume"),
    path("communes/", views.communes, name="communes"),
    path("recapitulatif/", recap.recap, name="recap"),
    path("partie/<slug:chapter>/", chapters.chapter, name="chapter"),
    path("partie/<slug:chapter>/suite/", chapters.chapter_changes, name="chapter_changes"),
    path("effacer/", views.erase, name="erase"),
    path("efface/", views.erased, name="erased"),
    path("rester/", views.stay, name="stay"),
    path("total/<slug:question>/", views.total, name="total"),
    path("total/<slug:question>/<slug:subject>/", views.total, name="total"),
    path("<slug:question>/", views.question, name="question"),
    path("<slug:question>/<slug:subject>/", views.question, name="question"),
]
