"""What the engine cannot promise of the families of a child in care, or of one who earns."""

from simulator.engine.law.corrections.concerns import child_in_care, child_with_pay
from simulator.engine.law.corrections.record import AMOUNT, ToCheck

OF_CHILDREN = (
    ToCheck(
        id="D35-af",
        title="Les allocations familiales d’un enfant confié à l’aide sociale à l’enfance",
        variables=("af",),
        rule_date="2021-09-30",
        reason="Un enfant confié à l’aide sociale à l’enfance compte dans le calcul. Sa part est"
        " versée à ce service, sauf si le juge vous la laisse.",
        concerns=child_in_care,
        told_by=("enfant_place",),
        source="Code de la sécurité sociale, art. L. 521-2",
        lifts=(),
    ),
    ToCheck(
        id="D35-ars",
        title="L’allocation de rentrée d’un enfant confié à l’aide sociale à l’enfance",
        variables=("ars",),
        rule_date="2022-02-09",
        reason="Le juge a confié un enfant ? Cet argent est gardé pour lui, sur un compte, jusqu’à"
        " ses 18 ans. Nous ne le comptons pas ici.",
        concerns=child_in_care,
        told_by=("enfant_place",),
        source="Code de la sécurité sociale, art. L. 543-3",
    ),
    ToCheck(
        id="D35",
        title="Les autres aides quand un enfant est confié à l’aide sociale à l’enfance",
        variables=(
            *("cf", "asf", "paje_base", "aeeh", "rsa", "ppa", "aide_logement"),
            *("cmu_c", "css_participation_forfaitaire", "bourse_college", "bourse_lycee"),
        ),
        rule_date="2009-06-01",
        reason="Un de vos enfants est confié à l’aide sociale à l’enfance : la caisse décide s’il"
        " est encore à votre charge. Le montant le compte.",
        concerns=child_in_care,
        told_by=("enfant_place",),
        source="CASF, art. R. 262-3 ; CCH, art. R. 823-4 ; CSS, art. L. 513-1 et R. 861-2",
        lifts=(),
    ),
    ToCheck(
        id="D48",
        title="La prime d’activité d’une famille dont un enfant gagne sa vie",
        variables=("ppa",),
        rule_date="2016-01-01",
        reason="Un de vos enfants gagne un salaire : la caisse le compte avec sa paie, ou ne le"
        " compte pas.",
        concerns=child_with_pay,
        lifts=("ppa_eligibilite_apprenants", "ppa_revenu_activite", AMOUNT),
        told_by=("salaire_net",),
        source="Code de la sécurité sociale, art. L. 842-3 et R. 842-3",
    ),
)
