"""Programs that some tests need besides Python's packages."""

import os
import shutil
from collections.abc import Sequence

import pytest


def program(names: Sequence[str], without: str) -> str:
    """Path of the first of these programs that is there.

    Without one the test is left out and says so, unless ERGO_REQUIRE_PROGRAMS asks for it: then it fails.
    """
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = f"none of these programs was found ({', '.join(names)}): {without}"
        if os.environ.get("ERGO_REQUIRE_PROGRAMS"):
            pytest.fail(message)
        pytest.skip(message)
    return found
