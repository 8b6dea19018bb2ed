"""POST /api/openfisca/calculate: the contract of OpenFisca's web API, if OPENFISCA_API=1."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from orientation.rate import Rate, client_address
from simulator.engine import SituationError
from simulator.engine.documents.reader import read
from simulator.engine.law.system import corrected_system, versions
from simulator.engine.serving import queue

MAX_BYTES = 512 * 1024
TIMEOUT = 30.0  # seconds
A_MINUTE = 60  # calls a client
#: What one call may ask: the engine has one thread a worker, and visitors come first. A household
#: asked about every month of two years takes some two seconds.
MAX_PERIODS = 24
MAX_ASKED = 600  # values to compute of different variables or periods


rate = Rate(A_MINUTE)


@csrf_exempt
def calculate(request: HttpRequest) -> HttpResponse:
    """The document of the body with every null filled.

    400 with the path of the fault; 413 over 512 kB; 429 over 60 calls a minute from one address (a
    worker); 503 when too many programs wait: visitors are computed first; 404 when the interface is
    off.
    """
    if not getattr(settings, "OPENFISCA_API", False):
        return _answer({"error": "Not found"}, 404)
    if request.method != "POST":
        return _answer({"error": "Method not allowed"}, 405, Allow="POST")
    if rate.exceeded(client_address(request)):
        return _answer({"error": "Too many requests"}, 429, **{"Retry-After": "60"})
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
        return _answer({"error": f"The body may have {MAX_BYTES} bytes at most"}, 413)
    try:
        document = json.loads(request.body)
    except (ValueError, RecursionError):
        return _answer({"error": "Invalid JSON: the body could not be read"}, 400)
    try:
        check_budget(document)
        return _answer(queue.compute(document, TIMEOUT, queue.CALLS))
    except SituationError as error:
        return _answer(error.body(), error.status)
    except queue.Busy:
        return _answer({"error": "The engine is busy"}, 503, **{"Retry-After": "5"})


def check_budget(document: Any) -> None:
    """Raise SituationError (status 413) when a document asks for more work than one call may."""
    asked = {(one.name, one.period) for one in read(corrected_system(), document).questions}
    periods = {period for _, period in asked}
    if len(periods) > MAX_PERIODS or len(asked) > MAX_ASKED:
        message = (
            f"One call may ask for {MAX_PERIODS} periods and {MAX_ASKED} variables and periods; "
            f"this one asks for {len(periods)} and {len(asked)}."
        )
        raise SituationError(["error"], message, 413)


def _answer(body: Any, status: int = 200, **headers: str) -> JsonResponse:
    response = JsonResponse(
        body, status=status, headers=headers, safe=False, json_dumps_params={"ensure_ascii": False}
    )
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Country-Package"] = "openfisca-france"
    response["Country-Package-Version"] = versions()["openfisca-france"]
    return response
