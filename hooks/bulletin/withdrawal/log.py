"""What was done and when, without what was removed: a line of private/go-bai.log for every removal."""

import hmac
import json
import secrets
from hashlib import sha256
from pathlib import Path

LOG = "private/go-bai.log"
KEY = "private/go-bai.khoa"


def reference(project: Path, target: str) -> str:
    """Return a code that only who has both the key and the name can tie to it."""
    path = project / KEY
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        path.write_text(secrets.token_hex(32) + "\n", encoding="utf-8")
        path.chmod(0o600)
    key = path.read_text("utf-8").strip().encode()
    return hmac.new(key, target.encode(), sha256).hexdigest()[:16]


def write(project: Path, facts: dict[str, object]) -> None:
    """Add one removal to the log."""
    path = project / LOG
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(facts, ensure_ascii=False) + "\n")
