"""The pages of open data: the list at /du-lieu/, and the dictionary of every data set."""

from collections.abc import Callable, Iterator
from functools import partial

from bulletin.data import DATASETS
from bulletin.data.catalogue import catalogue, dataset_page
from bulletin.data.columns import Dataset
from bulletin.data.publish import FOLDER, OpenData
from bulletin.model import Bulletin
from bulletin.page import Page, Plan
from bulletin.pages._common import HOME, newest, robots, site_feeds
from bulletin.views._parts import Link

DATA = Link("Dữ liệu mở", FOLDER)


def data_pages(bulletin: Bulletin, data: Callable[[], OpenData]) -> Iterator[Plan]:
    """Plan the list of data sets and the page of each; `data` gives what they offer."""
    yield Plan(FOLDER, partial(_list, bulletin, data))
    for dataset in DATASETS:
        yield Plan(f"{FOLDER}{dataset.name}/", partial(_dataset, bulletin, data, dataset))


def _list(bulletin: Bulletin, data: Callable[[], OpenData]) -> Page:
    return Page(
        path=FOLDER,
        template="data.html",
        view=catalogue(bulletin, data()),
        title="Dữ liệu mở",
        description="Toàn bộ dữ liệu của trang để tải về: Excel, CSV, JSON, kèm giải thích từng cột.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
        updated=newest(bulletin.items),
    )


def _dataset(bulletin: Bulletin, data: Callable[[], OpenData], dataset: Dataset) -> Page:
    published = data()
    one = next(one for one in published.published if one.dataset is dataset)
    view = dataset_page(bulletin, published, one)
    return Page(
        path=f"{FOLDER}{dataset.name}/",
        template="dataset.html",
        view=view,
        title=f"Dữ liệu: {dataset.title}",
        description=f"{dataset.about} Tải Excel, CSV, JSON; ý nghĩa từng cột.",
        crumbs=(HOME, DATA),
        feeds=site_feeds(bulletin),
        robots=robots(view.sample),
        updated=one.changed or newest(bulletin.items),
    )
