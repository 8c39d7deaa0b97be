"""When scripts/_venv.py makes `.venv`, when it leaves it alone, and what it says if it cannot."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

import _venv
from _venv import Environment, Trouble

LOCK = """\
setuptools==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
sortedcontainers==2.0 \\
    --hash=sha256:cc
"""


class Machine:
    """Stands in for subprocess: remembers every command, and does what little they must do."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.commands: list[list[str]] = []
        self.fail_at: int | None = None
        self.output = ""

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        if len(self.commands) - 1 == self.fail_at:
            return subprocess.CompletedProcess(command, 1, stdout=self.output)
        if "venv" in command:
            self.environment.python.parent.mkdir(parents=True)
            self.environment.python.write_text("", encoding="utf-8")
        return subprocess.CompletedProcess(command, 0, stdout="")

    def made_afresh(self) -> bool:
        return any("venv" in command for command in self.commands)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    for name in _venv.LOCKS.values():
        (tmp_path / name).write_text(LOCK, encoding="utf-8")
    return Environment(tmp_path)


@pytest.fixture
def machine(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(environment)
    monkeypatch.setattr(_venv, "run", machine.run)
    return machine


def test_a_missing_venv_is_made_from_the_lock_with_hashes(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    assert machine.made_afresh()
    lock = str(environment.root / "requirements.txt")
    (install,) = [command for command in machine.commands if lock in command]
    assert "--require-hashes" in install
    assert "--no-build-isolation" in install
    assert machine.commands[-1][-2:] == ["-e", str(environment.root)]
    assert environment.fits("run")


def test_what_builds_source_packages_is_installed_first_and_with_hashes(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    builder = environment.home / "setuptools.txt"
    assert machine.commands[1][-2:] == ["-r", str(builder)]
    assert "--require-hashes" in machine.commands[1]
    assert builder.read_text(encoding="utf-8") == "".join(LOCK.splitlines(keepends=True)[:3])


@pytest.mark.parametrize("group", ["run", "dev"])
def test_an_up_to_date_venv_starts_no_process(
    environment: Environment, machine: Machine, group: str
) -> None:
    _venv.prepare(environment, group)
    machine.commands.clear()
    _venv.prepare(environment, group)
    assert machine.commands == []


def test_dev_satisfies_run(environment: Environment, machine: Machine) -> None:
    _venv.prepare(environment, "dev")
    machine.commands.clear()
    assert environment.fits("run")
    _venv.prepare(environment, "run")
    assert machine.commands == []


def test_run_grows_into_dev_without_starting_over(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    assert not environment.fits("dev")
    machine.commands.clear()
    _venv.prepare(environment, "dev")
    assert not machine.made_afresh()
    assert environment.fits("dev")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_lock_makes_it_afresh(
    environment: Environment, machine: Machine, name: str
) -> None:
    _venv.prepare(environment, "dev")
    (environment.root / name).write_text(LOCK.replace("cc", "dd"), encoding="utf-8")
    machine.commands.clear()
    _venv.prepare(environment, "dev")
    assert machine.made_afresh()
    assert environment.fits("dev")


def test_another_python_version_makes_it_afresh(
    environment: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _venv.prepare(environment, "run")
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    machine.commands.clear()
    _venv.prepare(environment, "run")
    assert machine.made_afresh()


def test_a_moved_checkout_makes_it_afresh(
    environment: Environment, machine: Machine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _venv.prepare(environment, "run")
    moved = tmp_path_factory.mktemp("nơi khác") / "dự án"
    environment.root.rename(moved)
    machine.environment = Environment(moved)
    assert not machine.environment.fits("run")
    machine.commands.clear()
    _venv.prepare(machine.environment, "run")
    assert machine.made_afresh()


def test_a_venv_whose_python_is_gone_is_made_afresh(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    environment.python.unlink()
    assert not environment.fits("run")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00"])
def test_an_unreadable_stamp_counts_as_none(
    environment: Environment, machine: Machine, text: str
) -> None:
    _venv.prepare(environment, "run")
    environment.stamp_file.write_text(text, encoding="utf-8")
    assert not environment.fits("run")


@pytest.mark.parametrize("step", range(4))
def test_whatever_step_fails_the_next_run_makes_it_afresh(
    environment: Environment, machine: Machine, step: int
) -> None:
    machine.fail_at = step
    with pytest.raises(Trouble):
        _venv.prepare(environment, "run")
    assert not environment.fits("run")
    machine.fail_at = None
    machine.commands.clear()
    _venv.prepare(environment, "run")
    assert machine.made_afresh()
    assert environment.fits("run")


def test_growing_that_fails_leaves_no_stamp_behind(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    machine.commands.clear()
    machine.fail_at = 0
    with pytest.raises(Trouble):
        _venv.prepare(environment, "dev")
    assert environment.found() == {}


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("NewConnectionError: Failed to establish a new connection", "kiểm tra mạng"),
        ("Temporary failure in name resolution", "kiểm tra mạng"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "mã băm"),
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
        ("ERROR: No matching distribution found for x", "Kho gói không có"),
        ("Segmentation fault", "chạy lại"),
    ],
)
def test_a_failing_pip_is_explained_in_vietnamese(
    environment: Environment, machine: Machine, output: str, told: str
) -> None:
    machine.fail_at, machine.output = 2, output
    with pytest.raises(Trouble) as caught:
        _venv.prepare(environment, "run")
    assert told in str(caught.value)
    assert "Cách sửa" in str(caught.value)
    assert ".venv/pip.log" in str(caught.value)
    assert output not in str(caught.value)


def test_a_python_without_venv_is_told_how_to_get_it(
    environment: Environment, machine: Machine
) -> None:
    machine.fail_at, machine.output = 0, "ensurepip is not available"
    with pytest.raises(Trouble, match="python3-venv"):
        _venv.prepare(environment, "run")


def test_the_stamp_says_all_that_the_venv_depends_on(
    environment: Environment, machine: Machine
) -> None:
    _venv.prepare(environment, "run")
    stamp = json.loads(environment.stamp_file.read_text(encoding="utf-8"))
    assert set(stamp) == {"group", "locks", "path", "python"}


def test_an_old_python_is_told_which_one_is_needed(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(Trouble, match=r"Cần Python 3\.11 trở lên"):
        _venv._enter(environment, "run")


def test_a_hop_that_does_not_arrive_is_not_repeated_for_ever(
    environment: Environment, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _venv.prepare(environment, "run")
    monkeypatch.setenv(_venv.HOP, str(environment.home))
    monkeypatch.setattr(_venv, "hop", lambda python: pytest.fail(f"nhảy lần nữa: {python}"))
    with pytest.raises(Trouble, match="PYTHONHOME"):
        _venv._enter(environment, "run")


def test_the_bootstrap_needs_nothing_but_the_standard_library() -> None:
    root = Path(_venv.__file__).resolve().parent.parent
    code = (
        f"import sys; sys.path[:0] = [{str(root / 'scripts')!r}, {str(root / 'hooks')!r}];"
        "import _venv, bulletin.locking, bulletin.releases"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


@pytest.mark.skipif(os.name == "nt", reason="cần os.execv")
def test_two_scripts_at_once_prepare_one_after_the_other(environment: Environment) -> None:
    """Each of four processes counts who is inside; a second one inside would be seen."""
    code = f"""
import sys
sys.path.insert(0, {str(Path(_venv.__file__).parent)!r})
import _venv
from pathlib import Path
inside = Path({str(environment.root / "bên trong")!r})
log = Path({str(environment.root / "nhật ký")!r})

class Slow(_venv.Environment):
    def make(self, group):
        inside.touch(exist_ok=False)
        self.python.parent.mkdir(parents=True)
        self.python.touch()
        self.stamp_file.write_text(_venv.json.dumps(self.stamp(group)))
        with log.open("a") as handle:
            handle.write("làm\\n")
        inside.unlink()

_venv.prepare(Slow(Path({str(environment.root)!r})), "run")
"""
    processes = [subprocess.Popen([sys.executable, "-X", "utf8", "-c", code]) for _ in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert (environment.root / "nhật ký").read_text(encoding="utf-8") == "làm\n"


@pytest.mark.skipif(os.name == "nt", reason="cần ống dẫn của POSIX")
def test_a_reader_that_leaves_ends_nothing_and_is_told_nothing(tmp_path: Path) -> None:
    """`python scripts/check.py | head -1`: the work is done to its end, without a traceback."""
    done = tmp_path / "xong"
    code = f"""
import sys
sys.path.insert(0, {str(Path(_venv.__file__).parent)!r})
import _venv
_venv.speak()
for number in range(50_000):
    print(number)
sys.stdout.flush()
open({str(done)!r}, "w").close()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"0\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert done.exists()
