"""Communes, desks, who serves whom, and what the operator changed by hand."""

from django.db import models
from django.utils.text import slugify

from orientation.geo import Point


class Commune(models.Model):
    """A commune of today, or an arrondissement of Paris, Lyon or Marseille (it has a parent)."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=60, db_index=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="districts")
    departement = models.CharField(max_length=3)
    region = models.CharField(max_length=3)
    epci = models.CharField(max_length=9, blank=True, db_index=True)
    population = models.PositiveIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    former_codes = models.TextField(blank=True, help_text="Codes of merged communes, spaced")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.name} ({self.departement})"

    @property
    def point(self) -> Point | None:
        """The centre, (latitude, longitude); None in the Pacific and a few islands."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def path(self) -> str:
        """The commune as its page's address has it: `montreuil-93048`."""
        return f"{slugify(self.name)}-{self.code.lower()}"


class PostalCode(models.Model):
    """A postal code of a commune; most communes have one, most codes have several communes."""

    code = models.CharField(max_length=5)
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="postal_codes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "commune"], name="postal_code_commune")
        ]

    def __str__(self) -> str:
        return self.code


class Source(models.Model):
    """The last import of a source that succeeded."""

    slug = models.CharField(max_length=20, primary_key=True)
    version = models.CharField(max_length=64, blank=True)
    data_date = models.DateField(null=True, help_text="The day the data was published")
    loaded_at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.slug


class Desk(models.Model):
    """A place where somebody can help, as its source describes it. Imports own these rows.

    `key` is `source:id`: stable from one import to the next, so that overrides stay attached.
    """

    class Appointment(models.TextChoices):
        UNKNOWN = "", "non précisé"
        NO = "no", "sans rendez-vous"
        POSSIBLE = "possible", "rendez-vous possible"
        REQUIRED = "required", "sur rendez-vous"

    class Access(models.TextChoices):
        UNKNOWN = "", "non précisé"
        YES = "yes", "accessible en fauteuil roulant"
        ASK = "ask", "accessible en fauteuil roulant, en prévenant avant"
        NO = "no", "pas accessible en fauteuil roulant"

    key = models.CharField(max_length=120, primary_key=True)
    source = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=255)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="desks")
    departement = models.CharField(max_length=3)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=100, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    at_centre = models.BooleanField(
        default=False, help_text="The point is its commune's centre: the source's own is unusable"
    )
    phone = models.CharField(max_length=20, blank=True)
    phone_note = models.CharField(max_length=200, blank=True)
    website = models.CharField(max_length=500, blank=True)
    contact_form = models.CharField(max_length=500, blank=True)
    page = models.CharField(max_length=500, blank=True, help_text="Its page at the source")
    hours = models.TextField(blank=True, help_text="OpenStreetMap's opening_hours")
    hours_note = models.TextField(blank=True)
    note = models.TextField(blank=True)
    appointment = models.CharField(
        max_length=10, blank=True, choices=Appointment, default=Appointment.UNKNOWN
    )
    itinerant = models.BooleanField(default=False, help_text="The point is only a depot")
    access = models.CharField(max_length=5, blank=True, choices=Access, default=Access.UNKNOWN)
    access_note = models.CharField(max_length=500, blank=True)
    updated_on = models.DateField(null=True, help_text="When the source last changed this desk")
    same_as = models.CharField(
        max_length=120,
        blank=True,
        help_text="The key of this desk in another source, if it says so",
    )
    duplicate_of = models.CharField(
        max_length=120, blank=True, help_text="The key of the better record of the same desk"
    )
    digest = models.CharField(max_length=32, help_text="Of the record, to see what changed")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "latitude", "longitude"], name="desk_kind_point"),
            models.Index(fields=["commune", "kind"], name="desk_commune_kind"),
            models.Index(fields=["departement", "kind"], name="desk_departement_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point | None:
        """(latitude, longitude), or None when neither the desk nor its commune has one."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class Competence(models.Model):
    """`desk` serves `territory`: a commune (5 characters), EPCI (9) or département (2 or 3).

    Written only where a source says so; without any, the rules of `kinds.py` decide.
    """

    territory = models.CharField(max_length=9)
    kind = models.CharField(max_length=30)
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="competences")
    source = models.CharField(max_length=20, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "kind", "desk"], name="competence_once")
        ]

    def __str__(self) -> str:
        return f"{self.territory} {self.kind}"


class DeskOverride(models.Model):
    """What the operator changed by hand. No import touches it, even if the desk leaves and returns.

    An empty field keeps what the source says.
    """

    desk = models.OneToOneField(
        Desk,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="override",
        verbose_name="guichet",
    )
    hidden = models.BooleanField("ne plus montrer", default=False)
    name = models.CharField("nom", max_length=255, blank=True)
    address = models.CharField("adresse", max_length=300, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    city = models.CharField("ville", max_length=100, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    website = models.CharField("site internet", max_length=500, blank=True)
    hours = models.TextField(
        "horaires", blank=True, help_text="Comme OpenStreetMap : Mo-Fr 09:00-12:00,14:00-17:00"
    )
    hours_note = models.TextField("remarque sur les horaires", blank=True)
    note = models.TextField("remarque", blank=True)
    reason = models.CharField("raison, pour l’opérateur", max_length=300, blank=True)
    changed_at = models.DateTimeField("modifié le", auto_now=True)

    MENDABLE = (
        "name", "address", "postcode", "city", "phone", "website", "hours", "hours_note", "note"
    )  # fmt: skip

    class Meta:
        verbose_name = "guichet corrigé"
        verbose_name_plural = "guichets corrigés"

    def __str__(self) -> str:
        return self.desk_id


class DeskReport(models.Model):
    """« Cette adresse a changé » : what a visitor says of a desk, and nothing of the visitor."""

    class What(models.TextChoices):
        CLOSED = "closed", "Ce lieu est fermé pour toujours"
        MOVED = "moved", "L’adresse a changé"
        PHONE = "phone", "Le numéro de téléphone est faux"
        HOURS = "hours", "Les horaires sont faux"
        OTHER = "other", "Autre chose"

    desk_key = models.CharField("guichet", max_length=120, db_index=True)
    desk_name = models.CharField("nom", max_length=255)
    what = models.CharField("quoi", max_length=10, choices=What)
    details = models.TextField("précisions", max_length=500, blank=True)
    received_on = models.DateField("reçu le", auto_now_add=True)
    handled = models.BooleanField("traité", default=False)

    class Meta:
        ordering = ["handled", "-received_on"]
        verbose_name = "signalement"

    def __str__(self) -> str:
        return f"{self.get_what_display()} : {self.desk_name}"
