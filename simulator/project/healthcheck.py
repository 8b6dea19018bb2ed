"""`python -m simulator.project.healthcheck`: exit 0 when the local server answers.

For the container."""

import os
import sys
from http.client import HTTPConnection


def main() -> int:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".") or "localhost"
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    connection.request("GET", "/sante", headers={"Host": host.replace("*", "localhost")})
    return 0 if connection.getresponse().status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
