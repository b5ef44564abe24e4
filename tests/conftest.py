"""Parts of the machine that some tests need: skipped with a reason, or required."""

import os
import shutil
from glob import glob

import pytest

# The tests run side by side: more threads in each would only get in each other's way. This must
# be said before numpy is imported.
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

REQUIRED = {part for part in os.environ.get("MATML_REQUIRE", "").split(",") if part}
PARTS = {
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "database": ("initdb", "postgres"),
}
# Debian keeps the programs of a PostgreSQL server out of the search path.
POSTGRESQL = "/usr/lib/postgresql/*/bin"


def find_part(part: str) -> str:
    """Return the program for a part; skip, or fail where MATML_REQUIRE names the part."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *sorted(glob(POSTGRESQL))[::-1]])
    for program in PARTS[part]:
        if found := shutil.which(program, path=path):
            return found
    message = f"no {part}: none of {', '.join(PARTS[part])} is installed"
    if part in REQUIRED:
        pytest.fail(f"{message}, but MATML_REQUIRE asks for it")
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> str:
    return find_part("browser")


@pytest.fixture(scope="session")
def initdb() -> str:
    """The program that makes a database; the server's lies beside it."""
    return find_part("database")
