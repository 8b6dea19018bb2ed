"""D4, D18, D19: ceilings, zone and incomes of social housing."""

# OpenFisca names a variable after its class; a formula's first argument is the entity.
# ruff: noqa: N801, N805

from numpy import isin, select
from openfisca_france.model.base import MONTH, Famille, Variable, max_, not_

from simulator.engine.law.corrections.notices import revenu_fiscal_de_reference
from simulator.engine.law.corrections.record import Correction

PARIS = ["75056", *(f"751{arrondissement:02d}" for arrondissement in range(1, 21))]
COMMUNES_LIMITROPHES = (
    *("92012", "92024", "92040", "92044", "92046", "92049", "92051", "92062"),
    *("92064", "92073", "92075", "93001", "93006", "93045", "93048", "93055"),
    *("93061", "93066", "93070", "94018", "94033", "94037", "94041", "94042"),
    *("94043", "94052", "94067", "94069", "94080"),
)
RANGS = 6  # the categories of the annex; each person more adds the same sum
AGES_JEUNE_MENAGE = 55
ZONE_1_BIS = [code.encode() for code in (*PARIS, *COMMUNES_LIMITROPHES)]


class zone_logement_social(Variable):
    # Upstream knows Paris by 75056 only, and files Boulogne-Billancourt under Bagnolet's code.
    def formula(menage, period):
        zones = menage.simulation.tax_benefit_system.get_variable(
            "zone_logement_social"
        ).possible_values
        return select(
            [
                isin(menage("depcom", period), ZONE_1_BIS),
                menage("residence_ile_de_france", period),
            ],
            [zones.paris_communes_limitrophes, zones.ile_de_france],
            default=zones.autres_regions,
        )


class logement_social_personnes(Variable):
    value_type = int
    entity = Famille
    label = "Rang du foyer dans les plafonds du logement social (1 : une personne seule)"
    definition_period = MONTH

    # A lone person's dependants count for one more, and so does a young couple: 55 years together.
    def formula(famille, period):
        personnes = famille.nb_persons()
        a_charge = famille("al_nb_personnes_a_charge", period)
        seul = famille("nb_parents", period) == 1
        ages = famille.sum(famille.members("age", period), role=Famille.PARENT)
        jeune_menage = not_(seul) & (personnes == 2) & (ages <= AGES_JEUNE_MENAGE)
        return max_(max_(personnes, seul * (a_charge > 0) * (a_charge + 2)), 3 * jeune_menage)


class logement_social_plafond_ressources(Variable):
    # Upstream reads the PLAI ceilings of 2022: those of the cheapest homes alone. The right to ask
    # follows the PLUS ones. It also files three adults of whom none is a dependant under six.
    def formula(famille, period, parameters):
        plus = parameters(period).prestations_sociales.aides_logement.logement_social.plu
        personnes = famille("logement_social_personnes", period)
        zone = famille.demandeur.menage("zone_logement_social", period)
        plafond = select(
            [personnes == rang for rang in range(1, RANGS)],
            [plus.par_categorie_de_menage[f"categorie_{rang}"][zone] for rang in range(1, RANGS)],
            plus.par_categorie_de_menage[f"categorie_{RANGS}"][zone],
        )
        return plafond + max_(personnes - RANGS, 0) * plus.par_personne_supplementaire[zone]


class logement_social_eligible(Variable):
    def formula_2017(famille, period, parameters):
        plafond = famille("logement_social_plafond_ressources", period)
        n_2 = revenu_fiscal_de_reference(famille, period.n_2)
        baisses = [
            (revenu < 0.9 * n_2) * (revenu < plafond)
            for revenu in (
                revenu_fiscal_de_reference(famille, annee)
                for annee in (period.last_year, period.this_year)
            )
        ]
        majeur = famille.any(famille.members("majeur", period), role=Famille.PARENT)
        return majeur * ((n_2 <= plafond) + baisses[0] + baisses[1])


CORRECTIONS = (
    Correction(
        id="D4",
        title="Logement social : les plafonds PLUS, et non ceux des logements les moins chers",
        variables=("logement_social_plafond_ressources",),
        law="Arrêté du 29 juillet 1987, annexe I (arrêté du 19 décembre 2025) ; CCH, art. R. 441-1",
        source="https://www.service-public.fr/particuliers/vosdroits/F869",
        since="2017-01-01",
        checked_on="2026-11-26",
        formulas=(logement_social_personnes, logement_social_plafond_ressources),
    ),
    Correction(
        id="D18",
        title="Logement social : arrondissements de Paris et Boulogne-Billancourt en zone 1 bis",
        variables=("zone_logement_social",),
        law="Arrêté du 29 juillet 1987, annexes I et II",
        source="https://www.legifrance.gouv.fr/loda/id/LEGIARTI000045015082/2022-01-01/",
        since="1987-08-19",
        checked_on="2026-11-22",
        formulas=(zone_logement_social,),
    ),
    Correction(
        id="D19",
        title="Logement social : la somme des avis d’impôt d’un couple non marié",
        variables=("logement_social_eligible",),
        law="Arrêté du 29 juillet 1987, art. 4",
        source="https://www.legifrance.gouv.fr/eli/arrete/2016/12/22/LHAL1629455A/jo/texte",
        since="2017-01-01",
        checked_on="2026-11-22",
        formulas=(logement_social_eligible,),
    ),
)
