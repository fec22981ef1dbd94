"""Run the Dockerfile without Docker: its steps, one by one, in a minimal Debian, and kg in it without a network.

    python scripts/dockerfile_check.py [PREFIX]

Needs root, debootstrap, unshare and a network for the steps. A root made by
debootstrap, with the Python of PREFIX (default: the one running this) in
/usr/local, stands for python:3.12-slim; each FROM starts from a copy of it. Then
the image's command runs as its user in a network namespace without a way out:
a build, a question, a figure with Chinese letters.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIBRARIES = "ca-certificates,libbz2-1.0,libexpat1,libffi8,liblzma5,libsqlite3-0,libssl3,zlib1g"
"""What python:3.12-slim has beside Python."""
FIGURE = "import kg; from kg import plots; plots.save(plots.province_tiles(kg.load('build')), 'tiles.png')"


def base(place: Path, prefix: Path) -> Path:
    """A minimal Debian with Python in /usr/local, as near to the official image as a machine without Docker gets."""
    image = place / "base"
    run(["debootstrap", "--variant=minbase", f"--include={LIBRARIES}", "bookworm", str(image)])
    shutil.copytree(
        prefix, image / "usr/local", symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("test")
    )
    for script in (image / "usr/local/bin").iterdir():  # their first line names the prefix they come from
        if script.is_file() and script.read_bytes()[:2] == b"#!":
            script.write_bytes(re.sub(rb"^#!\S+/bin/python", b"#!/usr/local/bin/python", script.read_bytes()))
    for file in ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt"):  # the network as this machine reaches it
        shutil.copy(file, image / file[1:])
    run(["chroot", str(image), "ldconfig"])
    return image


def steps() -> Iterator[tuple[str, str]]:
    """Instruction and argument, lines joined, comments left out."""
    lines = (line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            instruction, _, argument = line.partition(" ")
            yield instruction, argument.strip()


def build(place: Path, image: Path) -> tuple[Path, dict[str, str], str, list[str]]:
    """The last stage's root, environment, user and entry point."""
    stages: dict[str, Path] = {}
    root, work, user, entry = Path(), "/", "root", list[str]()
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": "/root",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    reached = {name: value for name, value in os.environ.items() if name in ("PIP_CERT", "PIP_DEFAULT_TIMEOUT")}
    for instruction, argument in steps():
        sys.stdout.write(f"{instruction} {argument[:100]}\n")
        sys.stdout.flush()
        if instruction == "FROM":
            name = argument.partition(" AS ")[2] or f"stage-{len(stages)}"
            root = stages[name] = place / name
            run(["cp", "-a", str(image), str(root)])
            work, user = "/", "root"
        elif instruction == "WORKDIR":
            work = argument
            (root / work[1:]).mkdir(parents=True, exist_ok=True)
        elif instruction == "COPY":
            copy(argument.split(), stages, root, work)
        elif instruction == "RUN":
            run(inside(root, work, "root", ["sh", "-c", argument]), environment | reached)
        elif instruction == "USER":
            user = argument
        elif instruction == "ENV":
            environment |= dict([argument.split("=", 1)])
        elif instruction == "ENTRYPOINT":
            entry = json.loads(argument)
        elif instruction != "CMD":
            sys.exit(f"{instruction} is not known here")
    return root, environment | {"HOME": "/home/reader"}, user, entry


def copy(words: list[str], stages: dict[str, Path], root: Path, work: str) -> None:
    """COPY from the checkout as committed, or from another stage."""
    target = root / (Path(work) / words[-1]).as_posix()[1:]
    if words[0].startswith("--from="):
        run(["cp", "-a", str(stages[words[0].removeprefix("--from=")] / words[1][1:]), str(target)])
    elif words[0] == ".":
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["tar", "-x", "-C", str(target)], input=archive, check=True)
    else:
        shutil.copy(ROOT / words[0], target)


def inside(root: Path, work: str, user: str, command: list[str]) -> list[str]:
    """A command in a root, at a place, as a user."""
    return ["chroot", f"--userspec={user}:{user}", str(root), "sh", "-c", 'cd "$0" && exec "$@"', work, *command]


def run(command: list[str], environment: dict[str, str] | None = None) -> str:
    """What a command prints; where it fails, all it said."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:200]}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout + done.stderr


def main() -> None:
    """Build the image and use it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        root, environment, user, entry = build(
            place, base(place, Path(sys.argv[1] if sys.argv[1:] else sys.base_prefix))
        )
        data = root / "data"
        shutil.copytree(ROOT / "seeds", data / "seeds")
        for path in (data, *data.rglob("*")):  # a volume belongs to the user who mounts it
            os.chown(path, int(user), int(user))
        said = ""
        for command in (
            [*entry, "build", "seeds", "--out", "build"],
            [*entry, "query", "--name", "outlets"],
            ["python", "-c", FIGURE],
        ):
            said = run(["unshare", "--net", *inside(root, "/data", user, command)], environment)
            sys.stdout.write(f"--network none, user {user}: {' '.join(command)[:60]}\n{said}")
        fonts = run(inside(root, "/", user, ["sh", "-c", "ls /usr/share/fonts/opentype/noto"]), environment)
        assert "NotoSansCJK-Regular.ttc" in fonts
        assert (data / "tiles.png").stat().st_uid == int(user)
        shutil.copy(data / "tiles.png", Path(tempfile.gettempdir()) / "kg-tiles.png")
    sys.stdout.write("the Dockerfile builds, and its image works without a network as an ordinary user\n")


if __name__ == "__main__":
    main()
