"""The pages of open data: the list at /du-lieu/, and the dictionary of every data set."""

from collections.abc import Iterator

from bulletin.data.catalogue import catalogue, dataset_page
from bulletin.data.publish import FOLDER, OpenData
from bulletin.model import Bulletin
from bulletin.pages._common import HOME, newest, robots, site_feeds
from bulletin.render import Page
from bulletin.views._parts import Link

DATA = Link("Dữ liệu mở", FOLDER)


def data_pages(bulletin: Bulletin, data: OpenData) -> Iterator[Page]:
    """Yield the list of data sets and the page of each; the files are already made."""
    feeds = site_feeds(bulletin)
    yield Page(
        path=FOLDER,
        template="data.html",
        view=catalogue(bulletin, data),
        title="Dữ liệu mở",
        description="Toàn bộ dữ liệu của trang để tải về: Excel, CSV, JSON, kèm giải thích từng cột.",
        crumbs=(HOME,),
        feeds=feeds,
        updated=newest(bulletin.items),
    )
    for one in data.published:
        view = dataset_page(bulletin, data, one)
        yield Page(
            path=f"{FOLDER}{one.dataset.name}/",
            template="dataset.html",
            view=view,
            title=f"Dữ liệu: {one.dataset.title}",
            description=f"{one.dataset.about} Tải Excel, CSV, JSON; ý nghĩa từng cột.",
            crumbs=(HOME, DATA),
            feeds=feeds,
            robots=robots(view.sample),
            updated=one.changed or newest(bulletin.items),
        )
