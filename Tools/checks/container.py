#!/usr/bin/env python3
"""Holds a Containerfile against the project and the built program: what it copies is there and reaches the builder, and
the runtime's packages are those that own the libraries which the program names.

Usage: container.py CONTAINERFILE PROGRAM
"""
import pathlib
import re
import subprocess
import sys

# Of every Debian image; apt itself needs them.
ESSENTIAL = {"libc6", "libgcc-s1"}
# Read when it runs, not linked: the certificates of https.
READ = {"ca-certificates"}


def main(path, program):
    text = pathlib.Path(path).read_text().replace("\\\n", "")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    let_through = {line[1:].strip() for line in pathlib.Path(f"{path}.dockerignore").read_text().splitlines()
                   if line.startswith("!")}
    sources = {source for line in lines if line[0] == "COPY" and not line[1].startswith("--from")
               for source in line[1:-1]}
    faults = [f"{source} is copied and not there" for source in sources if not pathlib.Path(source).exists()]
    faults += [f"{name} is copied or let through, not both" for name in sources ^ let_through]
    if re.findall(r"^USER (\d+):\d+$", text, re.M) in ([], ["0"]):
        faults.append("it runs as root, or as a user whose number nobody can tell")
    runtime = text[text.rindex("\nFROM "):]
    installed = set(re.search(r"--no-install-recommends\s+(.*?)&&", runtime).group(1).split())
    needed = {owner for library in named(program) if (owner := package(library))} - ESSENTIAL | READ
    if installed != needed:
        faults.append(f"its packages are {sorted(installed)}, the program needs {sorted(needed)}")
    if faults:
        sys.exit("\n".join(f"{path}: {fault}" for fault in faults))
    print(f"{path}: {len(sources)} sources, {len(installed)} packages")


def named(program):
    """The files of the libraries that a program names itself, but for the Swift toolchain's, which are linked in."""
    dynamic = subprocess.run(["readelf", "--dynamic", program], check=True, capture_output=True, text=True).stdout
    names = set(re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic))
    loaded = subprocess.run(["ldd", program], check=True, capture_output=True, text=True).stdout
    files = dict(re.findall(r"^\s*(\S+) => (/\S+)", loaded, re.M))
    return [pathlib.Path(files[name]).resolve() for name in names if name in files and "/swift/" not in files[name]]


def package(library):
    """The Debian package that a file is of; /lib and /usr/lib are one folder, and dpkg knows it by either name."""
    for name in [str(library), str(library).removeprefix("/usr")]:
        found = subprocess.run(["dpkg", "--search", name], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    sys.exit(f"{library} is of no package")


if __name__ == "__main__":
    main(*sys.argv[1:])
