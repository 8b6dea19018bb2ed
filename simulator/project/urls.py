"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap as sitemaps
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from simulator.accompany import urls as accompany
from simulator.handover import views as handover
from simulator.project import source
from simulator.project.modes import MODES
from simulator.reports import views as reports
from simulator.results import views, whatif
from simulator.sheet import views as sheet
from simulator.site import api, pages, sitemap
from simulator.terminal import urls as terminals

#: The protocol wants UTF-8, and says so.
SITEMAP = {"sitemaps": sitemap.SITEMAPS, "content_type": "application/xml; charset=utf-8"}

#: All the pages from the first question to the results, the same in every mode.
way: list[URLPattern | URLResolver] = [
    path("resultats/", views.results, name="results"),
    path("resultats/calcul/", views.computed, name="computed"),
    path("resultats/precisions/", views.refine, name="refine"),
    path("resultats/detail/", views.detail, name="detail"),
    path("resultats/<slug:benefit_id>/", views.right, name="right"),
    path("resultats/<slug:benefit_id>/calcul/", views.explained, name="explained"),
    path("pres-de-chez-vous/", views.nearby, name="nearby"),
    path("demarches/", views.tasks, name="tasks"),
    path("feuille.pdf", sheet.sheet, name="sheet"),
    path("emporter/", handover.carry, name="carry"),
    path("emporter/effacer/", handover.forget, name="forget"),
    path("reprendre/", handover.reopen, name="reopen"),
    path("et-si/", whatif.whatif, name="whatif"),
    path("et-si/salaire-par-mois/", whatif.pay, name="whatif_pay"),
    path("et-si/retirer/", whatif.remove, name="whatif_remove"),
    path("et-si/<slug:change>/", whatif.change, name="whatif_change"),
    path("signaler/", reports.choose, name="report_choose"),
    path("signaler/merci/", reports.thanks, name="report_thanks_result"),
    path("signaler/<slug:benefit_id>/", reports.report, name="report_result"),
    path("", include("questionnaire.pages.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("quitter/", pages.leave, name="leave"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("plan-du-site/", pages.site_map, name="site_map"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("code-source.tar.gz", source.download, name="source"),
    path("aides/", pages.benefits, name="benefits"),
    path("aides/<slug:benefit_id>/", pages.benefit, name="benefit"),
    # Where a QR leads: what follows its « # » stays in the browser, from one address to the next.
    path("reprendre/", RedirectView.as_view(pattern_name="reopen"), name="reopen_here"),
    path("robots.txt", sitemap.robots, name="robots"),
    path(".well-known/security.txt", sitemap.security, name="security"),
    path("favicon.ico", sitemap.favicon, name="favicon"),
    path("sitemap.xml", sitemaps, SITEMAP, name="sitemap"),
    path("sante", pages.health, name="health"),
    path("accompagner/", include(accompany.door)),
    *(
        path(
            entry.prefix,
            include(([*entry.urls, *way], entry.namespace) if entry.namespace else way),
            {"entry": entry},
        )
        for entry in MODES
    ),
    terminals.health,
    path("api/openfisca/calculate", api.calculate, name="calculate"),
    path("", include("orientation.urls")),
]
if settings.ADMIN_ENABLED:
    urlpatterns.append(path("admin/", admin.site.urls))

handler400 = "simulator.project.errors.bad_request"
handler403 = "simulator.project.errors.forbidden"
handler404 = "simulator.project.errors.not_found"
handler500 = "simulator.project.errors.server_error"
