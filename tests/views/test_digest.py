"""What the front page's results promise: the newest report, its figures as the results page has them."""

from __future__ import annotations

from bulletin.kinds import Campaign
from bulletin.load import load_bulletin
from bulletin.model import Bulletin
from bulletin.settings import read_settings
from bulletin.views._figures import NOT_PUBLIC
from bulletin.views.digest import OTHERS, SHOWN, results_digest
from bulletin.views.result import results_page
from conftest import ROOT
from project import Project


def demo() -> Bulletin:
    return load_bulletin(ROOT / "content", read_settings(ROOT / "mkdocs.yml"))


def test_without_reports_there_is_nothing(project: Project) -> None:
    assert results_digest(project.load()) is None


def test_it_is_the_newest_report_with_figures_as_its_page_prints_them() -> None:
    bulletin = demo()
    digest = results_digest(bulletin)
    campaign = bulletin.get(Campaign, "tinh-minh-hoa-2024")
    assert digest is not None and campaign is not None and digest.unit is not None
    assert digest.link.path == "phong-trao/tinh-minh-hoa-2024/ket-qua/thang/2025-06/"
    results = bulletin.results_by_page[campaign.slug]["ket-qua/thang/2025-06/"]
    page = results_page(bulletin, campaign, results)
    shown = {target.text: target.own[0][1].text for target in page.targets}
    assert 0 < len(digest.figures) <= SHOWN
    for target, figure in digest.figures:
        assert figure.text == shown[target.text] != NOT_PUBLIC
        anchor = (target.path or "").partition("#")[2]
        assert anchor in {found.anchor for found in page.targets}
    assert [link.text.startswith("Kết quả đợt 1") for link in digest.others] == [True]
    assert len(digest.others) <= OTHERS
