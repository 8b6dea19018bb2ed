"""The queue: batches, deadlines, a full queue, those who leave; the sealed cache; the fallback."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from simulator.engine import calculation
from simulator.engine.serving import queue
from simulator.engine.serving.cache import SealedCache
from simulator.engine.serving.queue import CALLS, LATER, MAX_WAITING, VISITORS, Batcher, Busy


class Engine:
    """An engine that computes when it is let, and says in which batches."""

    def __init__(self) -> None:
        self.batches: list[list[Any]] = []
        self.started = threading.Event()
        self.go = threading.Event()

    def __call__(self, situations: list[Any]) -> list[dict]:
        self.batches.append(situations)
        self.started.set()
        assert self.go.wait(5)
        return [{"of": situation} for situation in situations]


def compute_all(
    batcher: Batcher,
    situations: list[Any],
    timeout: float,
    left: Callable[[], bool] | None = None,
) -> list[dict]:
    return batcher.wait(batcher.submit(situations, timeout), left)


def in_threads(count: int, call: Callable[[int], Any]) -> tuple[list[threading.Thread], list]:
    results: list[Any] = [None] * count

    def run(index: int) -> None:
        try:
            results[index] = call(index)
        except Busy as busy:
            results[index] = busy

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    return threads, results


@pytest.fixture
def engine_double() -> Engine:
    return Engine()


def test_those_that_arrive_meanwhile_are_computed_together(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0)
    first, [*_] = in_threads(1, lambda _: compute_all(batcher, ["premier"], 5))
    assert engine_double.started.wait(5)
    others, results = in_threads(6, lambda index: compute_all(batcher, [index], 5))
    wait_for(lambda: len(batcher._queue) == 6)
    engine_double.go.set()
    for thread in first + others:
        thread.join()
    assert [len(batch) for batch in engine_double.batches] == [1, 6]
    assert results == [[{"of": index}] for index in range(6)]


def test_those_on_their_way_are_waited_for_but_not_for_long(
    engine_double: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine_double.go.set()
    batcher = Batcher(engine_double, window=0)
    with batcher.arriving():
        first, [*_] = in_threads(1, lambda _: compute_all(batcher, ["prêt"], 5))
        wait_for(lambda: len(batcher._queue) == 1)
        with batcher.arriving():
            second = batcher.submit(["préparé plus tard"], 5)
    assert batcher.wait(second) == [{"of": "préparé plus tard"}]
    first[0].join()
    assert engine_double.batches == [["prêt", "préparé plus tard"]]
    monkeypatch.setattr(queue, "PATIENCE", 0.05)
    with batcher.arriving():
        assert compute_all(batcher, ["seul"], 5) == [{"of": "seul"}]


def test_documents_of_one_visitor_are_computed_together_and_come_in_their_order(
    engine_double: Engine,
) -> None:
    engine_double.go.set()
    batcher = Batcher(engine_double, window=0)
    answers = compute_all(batcher, ["bas", "haut", "entre"], 5)
    assert answers == [{"of": "bas"}, {"of": "haut"}, {"of": "entre"}]
    assert engine_double.batches == [["bas", "haut", "entre"]]


def test_a_visit_counts_for_one_however_many_documents_it_brings(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0, max_waiting=MAX_WAITING | {VISITORS: 2})
    batcher.submit(["calculé"], 5)
    assert engine_double.started.wait(5)
    many = batcher.submit(list(range(100)), 5)
    last = batcher.submit(["dernier"], 5)
    with pytest.raises(Busy):
        batcher.submit(["de trop"], 5)
    engine_double.go.set()
    assert len(batcher.wait([*many, *last])) == 101


def test_a_visit_of_too_many_documents_is_not_queued(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0)
    with pytest.raises(Busy):
        batcher.submit(list(range(queue.MOST + 1)), 5)
    assert not batcher._queue


def test_what_can_wait_lets_visitors_pass_and_goes_on_beside_them(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0)
    batcher.submit(["calculé"], 5)
    assert engine_double.started.wait(5)
    curve = batcher.submit([f"courbe {point}" for point in range(61)], 5, LATER)
    visitors = batcher.submit(["une", "deux"], 5)
    engine_double.go.set()
    batcher.wait([*curve, *visitors])
    second, *others = engine_double.batches[1:]
    assert second[:2] == ["une", "deux"]  # they came after, and are first
    assert len(second) == 2 + queue.SLICE
    assert [len(batch) for batch in others] == [61 - queue.SLICE]  # alone, all that is left


def test_other_programs_let_visitors_pass_and_are_computed_few_at_a_time(
    engine_double: Engine,
) -> None:
    """One document of theirs may be worth many: a visitor waits for four of them at most."""
    batcher = Batcher(engine_double, window=0)
    batcher.submit(["calculé"], 5)
    assert engine_double.started.wait(5)
    calls = [batcher.submit([f"appel {number}"], 5, CALLS) for number in range(6)]
    visitor = batcher.submit(["une personne"], 5)
    engine_double.go.set()
    batcher.wait([*visitor, *(job for call in calls for job in call)])
    assert engine_double.batches[1:] == [
        ["une personne", *(f"appel {number}" for number in range(queue.MAX_CALLS))],
        [f"appel {number}" for number in range(queue.MAX_CALLS, 6)],
    ]


def test_other_programs_cannot_fill_the_queue(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0, max_waiting=MAX_WAITING | {CALLS: 1})
    batcher.submit(["calculé"], 5)
    assert engine_double.started.wait(5)
    batcher.submit(["appel"], 5, CALLS)
    with pytest.raises(Busy):
        batcher.submit(["appel de trop"], 5, CALLS)
    visitor = batcher.submit(["une personne"], 5)
    engine_double.go.set()
    assert batcher.wait(visitor) == [{"of": "une personne"}]


def test_curves_cannot_fill_the_queue(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0, max_waiting=MAX_WAITING | {LATER: 2})
    batcher.submit(["calculé"], 5)
    assert engine_double.started.wait(5)
    curves = [batcher.submit(["courbe"] * 61, 5, LATER) for _ in range(2)]
    with pytest.raises(Busy):
        batcher.submit(["courbe"] * 61, 5, LATER)
    visitor = batcher.submit(["une personne"], 5)
    for job in curves[0]:
        job.given_up = True  # who has left makes room
    batcher.submit(["courbe"], 5, LATER)
    engine_double.go.set()
    assert batcher.wait(visitor) == [{"of": "une personne"}]


def test_a_batch_is_bounded(engine_double: Engine) -> None:
    engine_double.go.set()
    batcher = Batcher(engine_double, window=0.2, max_batch=4)
    threads, _ = in_threads(10, lambda index: compute_all(batcher, [index], 5))
    for thread in threads:
        thread.join()
    assert max(len(batch) for batch in engine_double.batches) <= 4


def test_a_full_queue_and_a_deadline_are_busy(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0, max_waiting=MAX_WAITING | {VISITORS: 2})
    threads, results = in_threads(1, lambda _: compute_all(batcher, ["calculé"], 5))
    assert engine_double.started.wait(5)
    waiting, late = in_threads(2, lambda index: compute_all(batcher, [index], 0.3))
    wait_for(lambda: len(batcher._queue) == 2)
    with pytest.raises(Busy):
        compute_all(batcher, ["de trop"], 5)
    for thread in waiting:
        thread.join()
    assert all(isinstance(result, Busy) for result in late)
    engine_double.go.set()
    for thread in threads:
        thread.join()
    assert results == [[{"of": "calculé"}]]
    time.sleep(0.1)
    assert engine_double.batches == [["calculé"]]  # nobody waited for the others any more


def test_who_leaves_is_not_computed(engine_double: Engine) -> None:
    batcher = Batcher(engine_double, window=0)
    threads, _ = in_threads(1, lambda _: compute_all(batcher, ["calculé"], 5))
    assert engine_double.started.wait(5)
    with pytest.raises(Busy):
        compute_all(batcher, ["parti"], 60, left=lambda: True)
    engine_double.go.set()
    for thread in threads:
        thread.join()
    time.sleep(0.1)
    assert engine_double.batches == [["calculé"]]


def test_a_fault_of_the_engine_reaches_its_callers_and_the_thread_lives() -> None:
    def fails(situations: list[Any]) -> list[dict]:
        if situations == ["mauvaise"]:
            raise MemoryError
        return [{} for _ in situations]

    batcher = Batcher(fails, window=0)
    with pytest.raises(MemoryError):
        compute_all(batcher, ["mauvaise"], 5)
    assert compute_all(batcher, ["bonne"], 5) == [{}]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_cache_gives_back_what_was_put_for_the_same_document_only() -> None:
    cache = SealedCache("moteur")
    cache.put({"a": {"b": 1}}, [320.5, True, "oui"])
    assert cache.get({"a": {"b": 1}}) == [320.5, True, "oui"]
    assert cache.get({"a": {"b": 2}}) is None
    assert SealedCache("moteur").get({"a": {"b": 1}}) is None


def test_cache_holds_nothing_readable() -> None:
    cache = SealedCache("moteur")
    cache.put({"individus": {"vous": {"salaire_net": 1234}}}, [573.49, "locataire"])
    held = b"".join(key + sealed for key, (_, sealed) in cache._entries.items())
    for secret in (b"1234", b"573", b"locataire", b"vous", b"salaire"):
        assert secret not in held


def test_cache_forgets_after_its_time_and_beyond_its_size() -> None:
    now = [0.0]
    cache = SealedCache("moteur", size=2, seconds=3600, clock=lambda: now[0])
    cache.put({"n": 1}, [1])
    now[0] = 3601
    assert cache.get({"n": 1}) is None
    for number in range(3):
        cache.put({"n": number}, [number])
    assert cache.get({"n": 0}) is None
    assert cache.get({"n": 2}) == [2]


DOCUMENT: dict[str, Any] = {
    "individus": {"vous": {"date_naissance": {"ETERNITY": "1990-05-06"}}},
    "familles": {"famille": {"parents": ["vous"], "paje_base": {"2026-11": None}}},
    "foyers_fiscaux": {"foyer": {"declarants": ["vous"]}},
    "menages": {"menage": {"personne_de_reference": ["vous"]}},
}


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_compute_answers_from_the_cache_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = queue.compute(DOCUMENT, 30)
    assert first["familles"]["famille"]["paje_base"]["2026-11"] == 0
    monkeypatch.setattr(Batcher, "submit", None)
    assert queue.compute(DOCUMENT, 30) == first


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_only_the_variants_that_are_not_cached_are_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    variants = []
    for birth in ("1951-05-06", "1996-05-06", "1961-05-06"):
        person = {"date_naissance": {"ETERNITY": birth}, "age": {"2026-11": None}}
        variants.append(DOCUMENT | {"individus": {"vous": person}})
    queue.compute(variants[1], 30)
    asked: list[int] = []
    submit = Batcher.submit

    def counting(self: Batcher, situations: list, *args: Any) -> list:
        asked.append(len(situations))
        return submit(self, situations, *args)

    monkeypatch.setattr(Batcher, "submit", counting)
    ages = [each["individus"]["vous"]["age"]["2026-11"] for each in queue.compute_all(variants, 30)]
    assert ages == [75, 30, 65]
    assert asked == [2]


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_another_core_is_computed_as_stock_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = calculation.calculate([DOCUMENT])
    calculation.in_lanes.cache_clear()
    monkeypatch.setattr(calculation, "MADE_FOR", ("1.0",))
    monkeypatch.setattr(calculation, "Batch", None)
    try:
        assert calculation.calculate([DOCUMENT]) == expected
    finally:
        calculation.in_lanes.cache_clear()
    assert "computing slowly" in caplog.text
