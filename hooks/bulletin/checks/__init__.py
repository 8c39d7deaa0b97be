"""Rules across files: one function each, listed in CHECKS (or ADVICE); from all entries to problems."""

from collections.abc import Callable, Iterator

from bulletin.checks._library import Library
from bulletin.checks.addresses import (
    check_addresses_are_unique,
    check_issues_are_months,
    check_reserved_slugs,
)
from bulletin.checks.advice import advise_where_report_and_figures_differ
from bulletin.checks.approval import check_published_are_approved
from bulletin.checks.campaigns import (
    check_anniversaries_add_up,
    check_campaign_codes_are_unique,
    check_parents_have_no_circle,
    check_phases_follow_each_other,
    check_target_references,
)
from bulletin.checks.dates import check_dates_are_in_order
from bulletin.checks.deeds import (
    check_deed_logs_agree_with_rosters,
    check_rosters_are_their_communes,
    check_teams_exist,
)
from bulletin.checks.figures import check_withheld_figures_stand_nowhere
from bulletin.checks.lettering import advise_of_misleading_letters, check_texts_are_unicode
from bulletin.checks.names import check_pictures_name_no_one, check_withheld_names_stand_nowhere
from bulletin.checks.people import (
    check_pictures_of_minors,
    check_slugs_name_no_one,
    check_stories_have_more_than_an_award,
)
from bulletin.checks.pictures import (
    check_downloads_exist,
    check_emblem_exists,
    check_pictures_are_described,
    check_recordings_exist,
)
from bulletin.checks.places import check_official_codes
from bulletin.checks.privacy import (
    advise_of_idle_waivers,
    advise_of_personal_data_in_drafts,
    check_published_texts_hold_no_personal_data,
)
from bulletin.checks.references import (
    check_published_refer_to_published,
    check_references_exist,
    check_sample_only_in_demo,
    check_sample_refers_to_sample,
)
from bulletin.checks.results import (
    check_a_report_says_a_thing_once,
    check_codes_within_campaign,
    check_corrected_figures_are_told,
    check_parts_of_targets_exist,
    check_results_are_named_by_report,
    check_units_are_the_targets,
)
from bulletin.checks.status import (
    check_nothing_published_is_unwritten,
    check_withdrawn_has_a_date,
)
from bulletin.checks.subscribers import (
    advise_of_names_held_back_without_a_day,
    advise_of_revocations_without_a_note,
    check_left_scopes_exist,
)
from bulletin.problems import Problem

Check = Callable[[Library], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_references_exist,
    check_published_refer_to_published,
    check_addresses_are_unique,
    check_official_codes,
    check_reserved_slugs,
    check_issues_are_months,
    check_parents_have_no_circle,
    check_campaign_codes_are_unique,
    check_phases_follow_each_other,
    check_anniversaries_add_up,
    check_target_references,
    check_dates_are_in_order,
    check_withdrawn_has_a_date,
    check_left_scopes_exist,
    check_nothing_published_is_unwritten,
    check_pictures_are_described,
    check_downloads_exist,
    check_emblem_exists,
    check_recordings_exist,
    check_pictures_of_minors,
    check_slugs_name_no_one,
    check_stories_have_more_than_an_award,
    check_withheld_names_stand_nowhere,
    check_pictures_name_no_one,
    check_published_texts_hold_no_personal_data,
    check_texts_are_unicode,
    check_published_are_approved,
    check_rosters_are_their_communes,
    check_teams_exist,
    check_deed_logs_agree_with_rosters,
    check_codes_within_campaign,
    check_parts_of_targets_exist,
    check_units_are_the_targets,
    check_corrected_figures_are_told,
    check_results_are_named_by_report,
    check_a_report_says_a_thing_once,
    check_withheld_figures_stand_nowhere,
    check_sample_only_in_demo,
    check_sample_refers_to_sample,
)

ADVICE: tuple[Check, ...] = (
    advise_where_report_and_figures_differ,
    advise_of_personal_data_in_drafts,
    advise_of_idle_waivers,
    advise_of_misleading_letters,
    advise_of_names_held_back_without_a_day,
    advise_of_revocations_without_a_note,
)
"""What staff should look at again; it stops nothing and is never shown to readers."""

__all__ = ["ADVICE", "CHECKS", "Check", "Library"]
