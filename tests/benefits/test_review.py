"""What keeps the catalogue true: the work list of a month, and the addresses that answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benefits import links
from benefits.review import review_day, work_list
from tests.benefits.documents import ADULT, household
from tests.benefits.test_verdict import judged

DAY = date(2026, 11, 26)


def test_a_file_is_read_again_a_year_later_or_on_its_day(catalogue) -> None:
    rsa = catalogue.get("rsa")
    assert review_day(replace(rsa, reviewed_on=date(2024, 2, 29))) == date(2025, 2, 28)
    assert review_day(replace(rsa, review_by=date(2027, 1, 1))) == date(2027, 1, 1)


def test_a_months_work_is_what_falls_due_then_or_before(catalogue) -> None:
    christmas = [one for one in work_list(catalogue.benefits, "2027-01") if one.day.year == 2027]
    assert "prime_noel" in {work.benefit.id for work in christmas}
    assert work_list([catalogue.get("prime_noel")], "2026-12") == []


def test_the_command_separates_what_is_due_and_what_is_late(capsys) -> None:
    call_command("freshness", due="2027-01")
    due, late = capsys.readouterr().out.split("En retard : ")
    assert "2027-01-01 prime_noel : relire : Prime de décembre 2025" in due
    assert "2024-04-05 caf_ardennes_bafa : relire : CAF des Ardennes" in late
    with pytest.raises(CommandError, match="un mois comme 2027-01"):
        call_command("freshness", due="janvier")


def test_past_its_day_a_rule_is_to_be_checked(catalogue) -> None:
    aged = replace(catalogue.get("bafa_aide_nationale"), to_check="", review_by=date(2026, 11, 1))
    some = replace(catalogue, benefits=(aged,))
    young = household([{**ADULT, "naissance": "2008-01-01"}])
    [verdict] = judged(some, young, "bafa_aide_nationale")
    assert (verdict.status, verdict.amount) == ("to_check", Decimal(200))
    assert "devait être relue le 1er novembre 2026" in verdict.reasons[0]
    fresh = replace(aged, review_by=date(2026, 12, 1))
    [verdict] = judged(replace(catalogue, benefits=(fresh,)), young, "bafa_aide_nationale")
    assert verdict.status == "estimated"


def test_every_address_shown_is_tried(catalogue) -> None:
    shown = links.addresses(catalogue.benefits)
    rsa = catalogue.get("rsa")
    for url in (rsa.link, rsa.claim.online, rsa.institution.site):
        assert not url or "rsa" in shown[url]


def test_what_is_gone_and_what_is_only_doubtful_are_told_apart() -> None:
    answers = {"https://a.fr/1": 200, "https://a.fr/2": 404, "https://b.fr": 403, "https://c.fr": 0}
    record = links.try_all(answers, DAY, asked=answers.__getitem__)
    assert links.dead(record) == ["https://a.fr/2"]
    assert links.doubtful(record) == ["https://b.fr", "https://c.fr"]
    assert links.try_all(answers, DAY, asked=lambda url: 0) is None


def test_without_a_network_the_recorded_result_is_told(tmp_path: Path, catalogue, capsys) -> None:
    path = tmp_path / "links.json"
    with pytest.raises(CommandError, match="Aucun résultat enregistré"):
        call_command("links", recorded=True, record=path)
    link = catalogue.get("rsa").link
    links.save(links.Record("2026-11-01", {link: 410, "https://www.caf.fr": 200}), path)
    with pytest.raises(CommandError, match="1 adresse"):
        call_command("links", recorded=True, record=path)
    said = capsys.readouterr().out
    assert "essayée(s) le 2026-11-01" in said
    assert f"disparue : {link} (" in said


def test_only_web_addresses_are_asked() -> None:
    assert links.ask("file:///etc/passwd") == links.UNREACHABLE
