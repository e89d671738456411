"""Look for the system packages that the environment, Qt, OpenGL and the window tests need; install them where allowed.

Runs before anything is installed: the standard library only. Exits 1 only where no environment can be made at all.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from atlas_app.doctor.libraries import LIBRARIES, apt_line, missing

DRIVERS = ("usr/lib/*/dri/*_dri.so", "usr/lib64/dri/*_dri.so", "usr/lib/dri/*_dri.so")


def main() -> int:
    """Say in words what is missing, and mend it where that needs nobody's password."""
    if not sys.platform.startswith("linux"):
        return 0
    packages = wanted()
    if packages and shutil.which("apt-get"):
        install(packages)
        packages = wanted()
    if packages:
        print(f"Not found on this system: {' '.join(packages)}")
        print(f"  On Debian and its relatives: {apt_line(packages)}")
        print("  Elsewhere the packages carry similar names. Windows, pictures or their tests may fail without them.")
    if not can_make_environments():
        print(f"{sys.executable} cannot make environments (no ensurepip): install the package above, then try again.")
        return 1
    return 0


def wanted() -> list[str]:
    """Return the Debian packages of everything that was looked for and not found."""
    packages = [LIBRARIES[library] for library in missing()]
    if not any(any(Path("/").glob(pattern)) for pattern in DRIVERS):
        packages.append("libgl1-mesa-dri")
    if not shutil.which("Xvfb"):
        packages.append("xvfb")
    if not can_make_environments():
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def can_make_environments() -> bool:
    """Return whether this Python carries what `python -m venv` needs; Debian packages it apart."""
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


def install(packages: list[str]) -> None:
    """Install Debian packages where that asks nobody for anything; otherwise leave the system alone."""
    if os.geteuid() == 0:
        prefix = []
    elif (
        shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        prefix = ["sudo", "-n"]
    else:
        return
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quiet, "update"], stdin=subprocess.DEVNULL, check=False)
    command = [*quiet, "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
