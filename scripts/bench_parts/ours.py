"""One build of ours as a whole process: python ours.py <mkdocs.yml> <empty folder> [all].

Without `all` only what the other engines make too is made: no cards, open data, calendars, Atom,
JSON Feed, archives. The search index and the look over the built site are never part of it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Build; return the exit status."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    settings, folder, *rest = sys.argv[1:]
    config = load_config(config_file=settings, site_dir=folder)
    config.extra["only_pages"] = "all" not in rest
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return 0


if __name__ == "__main__":
    sys.exit(main())
