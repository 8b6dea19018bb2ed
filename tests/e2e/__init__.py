"""The whole system, in a real browser on a real server."""

import pytest

pytest.register_assert_rewrite("tests.e2e.journeys", "tests.e2e.visit")
