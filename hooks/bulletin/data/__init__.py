"""Open data: one row a data set in DATASETS; each is published as JSON, CSV and Excel."""

from bulletin.data.campaigns import CAMPAIGNS, PHASES, TARGETS
from bulletin.data.columns import Dataset
from bulletin.data.deeds import DEED_LOGS, DEEDS
from bulletin.data.documents import DOCUMENTS
from bulletin.data.people import AWARDS, EXEMPLARS
from bulletin.data.places import CODES, LOCALITIES, ORGANISATIONS
from bulletin.data.results import REPORTS, RESULTS
from bulletin.data.stories import EVENTS, MODELS, NEWS, NOTICES, RESOURCES

DATASETS: tuple[Dataset, ...] = (
    CAMPAIGNS,
    PHASES,
    TARGETS,
    REPORTS,
    RESULTS,
    DEED_LOGS,
    DEEDS,
    EXEMPLARS,
    AWARDS,
    MODELS,
    NEWS,
    EVENTS,
    NOTICES,
    DOCUMENTS,
    RESOURCES,
    LOCALITIES,
    CODES,
    ORGANISATIONS,
)
"""In the order in which the page lists them; every one is published even while it is empty."""
