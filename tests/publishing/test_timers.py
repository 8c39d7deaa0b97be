"""The schedules given to agencies are sound and call the command as it is."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

import publish as command
from conftest import ROOT

SAMPLES = ROOT / "docs/mau"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(SAMPLES / name, encoding="utf-8")
    return parser


def test_the_timer_runs_the_service_often_and_catches_up() -> None:
    timer = unit("ban-tin-dang.timer")
    assert timer["Timer"]["OnCalendar"] == "*:0/5"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_service_calls_the_command_with_options_that_exist() -> None:
    service = unit("ban-tin-dang.service")["Service"]
    python, script, *arguments = shlex.split(service["ExecStart"])
    assert (python, script) == ("/usr/bin/python3", "scripts/publish.py")
    options = command._parser().parse_args(arguments)
    assert options.timer
    assert options.to in service["ReadWritePaths"].split()
    assert service["WorkingDirectory"] in service["ReadWritePaths"].split()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="cần systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for name in ("ban-tin-dang.service", "ban-tin-dang.timer"):
        text = (SAMPLES / name).read_text(encoding="utf-8")
        # The folder and the user are the agency's; whatever else is wrong is ours.
        text = re.sub(r"^(User|WorkingDirectory|Documentation)=.*\n", "", text, flags=re.M)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "ban-tin-dang.timer"),
         str(tmp_path / "ban-tin-dang.service")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "ban-tin-dang" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_the_workflow_publishes_on_time_one_at_a_time_and_keeps_what_publishing_needs() -> None:
    flow = yaml.safe_load((SAMPLES / "dang-theo-lich.yml").read_text(encoding="utf-8"))
    assert flow[True]["schedule"] == [{"cron": "*/15 * * * *"}]
    assert flow["concurrency"]["cancel-in-progress"] is False
    steps = flow["jobs"]["dang"]["steps"]
    kept = [
        step["with"]["path"].split()
        for step in steps
        if step.get("uses", "").startswith("actions/cache@")
    ]
    assert kept == [[".cache", ".publish"]]
    run = shlex.split(
        steps[-1]["run"].replace("${{ vars.TARGET }}", "rsync:ban-tin@may-chu:/srv/web")
    )
    assert run[:2] == ["python", "scripts/publish.py"]
    assert command._parser().parse_args(run[2:]).timer
