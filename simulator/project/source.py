"""The source code of this very copy, as the AGPL (section 13) asks of a service on a network."""

import tarfile
from functools import cache
from io import BytesIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HIDDEN = (".ci", ".editorconfig", ".gitattributes", ".pre-commit-config.yaml", ".python-version")
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
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    *HIDDEN,
]


PACKED = settings.BASE_DIR / "source.tar.gz"  # of an image, which holds no test and no page of docs


@cache
def archive() -> bytes:
    """A gzipped tar of the project's own files: the image's, else made once a process."""
    return PACKED.read_bytes() if PACKED.exists() else packed()


def packed() -> bytes:
    """A gzipped tar of the trees, without caches, hidden files or links; a few MB."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name in TREES:
            if (path := settings.BASE_DIR / name).exists():
                tar.add(path, f"ouvrir-mes-droits/{name}", filter=anonymous)
    return buffer.getvalue()


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """The file without its owner; None for a cache, a link, or a hidden file that is not ours: what
    somebody left in a tree (`.env`) is not the project's source."""
    parts = member.name.split("/")
    hidden = any(part.startswith(".") and part not in HIDDEN for part in parts)
    if hidden or "__pycache__" in parts or member.issym() or member.islnk():
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def download(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        archive(),
        content_type="application/gzip",
        headers={
            "Content-Disposition": 'attachment; filename="ouvrir-mes-droits.tar.gz"',
            "Cache-Control": "public, max-age=3600",
        },
    )
