"""Where a household goes for everything that it can claim, and who pays it there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from benefits.asking import lives_in
from benefits.claim import Claim, Institution, Needed
from benefits.facts import Facts, Person
from benefits.registry import catalogue
from benefits.schema import Benefit
from benefits.toml.places import institution_of
from benefits.verdict import Verdict
from orientation import areas
from orientation.models import Commune
from orientation.national import Institution as National
from orientation.plan import Plan, Stop, Want, acting, plan
from orientation.search import desks_for
from orientation.sheet import Sheet

PAID_BY_MSA = ("caf", "assurance_maladie", "assurance_retraite")  # for people of the farm scheme


PROOF_OF_HOME = ("domicile",)
PROOF_OF_ADDRESS = "domiciliation"  #: the paper that stands for it without a home
OF_A_TENANT = ("bail", "attestation_loyer")
#: How one lives -> the papers that one cannot have.
NO_SUCH_PAPER = {
    "sans_domicile": (*PROOF_OF_HOME, *OF_A_TENANT),
    "loge_gratuitement": OF_A_TENANT,
    "proprietaire": OF_A_TENANT,
    "primo_accedant": OF_A_TENANT,
}


@dataclass(frozen=True)
class Place:
    """A household's place: the desks of its commune, its claims as they are made there.

    `commune`: None when the directory does not know it. `known`: the household's facts.
    """

    commune: Commune | None
    known: Facts

    @cached_property
    def farm(self) -> bool:
        """Whether somebody is of the farm scheme: the MSA then pays instead of the CAF."""
        schemes = (person.facts["regime_securite_sociale"] for person in self.known.people)
        return "regime_agricole" in schemes

    def acting(self, claim: Claim) -> tuple[str, ...]:
        """The kinds of desk that act on a claim for this household; all when it is nowhere."""
        if self.commune is None:
            return claim.desks
        return tuple(acting(claim.desks, self.commune.departement, self.farm))

    def payer(self, benefit: Benefit) -> Institution:
        """Who decides and pays: the MSA for the farm scheme, where it acts."""
        farmers = self.farm and benefit.institution.id in PAID_BY_MSA
        if farmers and "msa" in self.acting(benefit.claim):
            return catalogue().institutions["msa"]
        if benefit.institution.id == "departement" and self.departement:
            return self.departement
        return benefit.institution

    @cached_property
    def departement(self) -> Institution | None:
        """The département's own institution, as the directory names it and says to reach it."""
        usual = catalogue().institutions["departement"]
        return institution_here(self.commune, usual) if self.commune else None

    def claim(self, benefit: Benefit) -> Claim:
        """The way to claim it here, with only the desks that act for this household."""
        here = benefit.claim.where(lambda place: lives_in(place, self.known) is True)
        payer = self.payer(benefit)
        if payer.id == "msa" and (urlsplit(here.online).hostname or "").endswith("caf.fr"):
            here = replace(here, online=payer.site)
        return replace(here, desks=self.acting(here), papers=tuple(self.papers(here)))

    def papers(self, claim: Claim) -> Iterator[Needed]:
        """The papers that a claim demands of who lives as this household does: nobody is asked for
        what their home cannot have."""
        status = str(self.known.household.get("statut_occupation_logement"))
        for needed in claim.papers:
            if needed.paper.id not in NO_SUCH_PAPER.get(status, ()):
                yield needed
            elif needed.paper.id in PROOF_OF_HOME and status == "sans_domicile":
                yield replace(needed, paper=catalogue().papers[PROOF_OF_ADDRESS])

    def plan(self, verdicts: Iterable[Verdict]) -> Plan | None:
        """The desks for these verdicts; None when the commune is not known."""
        if self.commune is None:
            return None
        wants = [Want(v.benefit.label, self.claim(v.benefit).desks) for v in verdicts]
        found = {public for person in self.known.people for public in publics_of(person)}
        return plan(self.commune, wants, sorted(found), agricole=self.farm)


def institution_here(commune: Commune, usual: Institution) -> Institution:
    """The département that acts for a commune, by its name; `usual` says how to contest.

    Its telephone and site are those of its desk in the directory, when a source was imported.
    """
    name = areas.authority(commune.departement, commune.epci)
    known = institution_of(f"departement:{commune.departement}", usual.appeal)
    found = desks_for(commune, ["departement"], limit=1)["departement"]
    desk = found[0].desk if found else None
    return replace(
        usual,
        label=name or (known.label if known else usual.label),
        phone=desk.phone if desk else "",
        site=(desk.website if desk else "") or usual.site,
    )


def desk(places: Plan | None, claim: Claim) -> Sheet | None:
    """The best desk that takes a claim, in the order of its own file.

    None when nobody is seen in person for it (a bank opens a Livret d'épargne populaire), or when
    the directory does not know that desk here: no other place stands for it.
    """
    stops = {stop.kind.id: stop for stop in places.stops} if places else {}
    for kind in claim.desks:
        own = [one for one in stops[kind].sheets if one.desk.kind == kind] if kind in stops else []
        if own:
            return own[0]
    return None


def first_places(places: Plan | None, most: int = 3) -> list[Stop]:
    """The first stops that have a desk, each desk once: a town hall also stands for its CCAS."""
    stops = (
        {stop.sheets[0].desk.key: stop for stop in reversed(places.stops) if stop.sheets}
        if places
        else {}
    )
    return list(reversed(stops.values()))[:most]


def numbers(places: Plan | None) -> list[National]:
    """The national numbers of the institutions that can act."""
    known = (stop.national for stop in places.stops) if places else ()
    return [one for one in known if one and one.phone]


def publics_of(person: Person) -> Iterable[str]:
    """The publics of orientation.plan that a person belongs to."""
    age = person.facts["age"]
    assert isinstance(age, int | None)
    age = age or 0
    if person.facts["role"] == "enfant":
        yield "famille"
    if age >= 60:
        yield "senior"
    if 16 <= age < 26:
        yield "jeune"
    if person.facts["handicap"]:
        yield "handicap"
    if person.facts["activite"] == "etudiant":
        yield "etudiant"
    if person.facts["activite"] == "chomeur":
        yield "emploi"
