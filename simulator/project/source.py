"""The source code of this very copy, as the AGPL (section 13) asks of a service on a network."""

import tarfile
from functools import cache
from io import BytesIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse

TREES = [
    "simulator",
    "questionnaire",
    "benefits",
    "orientation",
    "templates",
    "static",
    "tests",
    "docs",
    "benchmarks",
    "requirements",
    "manage.py",
    "pyproject.toml",
    "Makefile",
    "Dockerfile",
    "docker-compose.yml",
    "README.md",
    "LICENSE",
    ".ci",
]


@cache
def archive() -> bytes:
    """A gzipped tar of the project's own files, without caches. Built once a process, a few MB."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name in TREES:
            if (path := settings.BASE_DIR / name).exists():
                tar.add(path, f"ouvrir-mes-droits/{name}", filter=anonymous)
    return buffer.getvalue()


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """The file without its owner; None for a cache."""
    if "__pycache__" in member.name:
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def download(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        archive(),
        content_type="application/gzip",
        headers={"Content-Disposition": 'attachment; filename="ouvrir-mes-droits.tar.gz"'},
    )
