"""A place that gives its official code is called as the official list calls it."""

import pytest

from project import Project

PLACE = "short_name: {name}\nprefix: phường\nlevel: commune\nofficial_code: {code}\n"


@pytest.mark.parametrize("name", ["Bạc Liêu", "bạc liêu"])
def test_the_official_name_is_accepted_whatever_its_case(project: Project, name: str) -> None:
    project.write({"content/localities/p.yml": PLACE.format(name=name, code='"31825"')})
    assert not project.problems()


def test_a_code_of_another_place_is_told_with_the_name_it_stands_for(project: Project) -> None:
    project.write({"content/localities/p.yml": PLACE.format(name="Cà Mau", code='"31825"')})
    [problem] = project.problems()
    assert "mã `31825` là của phường Bạc Liêu" in problem.what


def test_a_code_that_no_place_has_is_told(project: Project) -> None:
    project.write({"content/localities/p.yml": PLACE.format(name="Cà Mau", code='"99999"')})
    [problem] = project.problems()
    assert "không có mã `99999`" in problem.what
