"""No file names a package registry's host, a path of somebody's machine, or a real citizen number."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js",
    "npm" + "js.com/package",
    "/" + "work/main",
    "/" + "work/shared",
    "/" + "tmp/bash",
)
ALLOWED: dict[str, str] = {}  # path → reason; a stale entry fails


def main() -> int:
    """Look at every tracked text file."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    found = []
    used = set()
    for name in filter(None, names):
        path = ROOT / name
        if not path.is_file() or path.suffix in {".woff2", ".png", ".xlsx", ".svg"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        for word in WORDS:
            if re.search(re.escape(word), text):
                if name in ALLOWED:
                    used.add(name)
                else:
                    found.append(f"{name}: names {word}")
    found += [f"stale exception: {name}" for name in ALLOWED if name not in used]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
