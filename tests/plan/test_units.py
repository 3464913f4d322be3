"""Names of units against a registry."""

import pytest

from lantoa.plan.units import KnownUnit, UnitMatch, kind_of_name, match_name, match_names
from lantoa.registry.terms import UnitKind

OFFICE = KnownUnit(1, "Phòng Văn hóa - Xã hội")
CENTRE = KnownUnit(2, "Trung tâm Dịch vụ tổng hợp", ("TT Cung ứng dịch vụ",))
KNOWN = [OFFICE, CENTRE]


def test_a_name_matches_whatever_its_marks_case_and_dashes() -> None:
    assert match_name("phòng Văn hoá – Xã hội", KNOWN).unit == OFFICE


def test_an_abbreviation_matches_by_its_initials() -> None:
    assert [match_name(name, KNOWN).unit for name in ("Phòng VH-XH", "Trung tâm DVTH")] == [
        OFFICE, CENTRE,
    ]  # fmt: skip


def test_an_abbreviated_registry_matches_a_full_name() -> None:
    known = [KnownUnit(3, "Ủy ban MTTQ")]
    assert match_name("Ủy ban Mặt trận Tổ quốc", known).unit == known[0]


def test_the_commune_behind_a_name_does_not_count() -> None:
    assert match_name("Trung tâm Dịch vụ tổng hợp xã Sông Lam", KNOWN).unit == CENTRE


def test_an_alias_matches() -> None:
    assert match_name("TT Cung ứng dịch vụ", KNOWN).unit == CENTRE


@pytest.mark.parametrize(
    "text", ["các cơ quan, đơn vị liên quan", "Ủy ban MTTQ và các tổ chức chính trị - xã hội"]
)
def test_a_phrase_for_many_stays_words(text: str) -> None:
    assert match_name(text, KNOWN) == UnitMatch(text, is_words_only=True)


def test_an_unknown_name_is_proposed() -> None:
    match = match_name("Trạm Y tế", KNOWN)
    assert (match.is_new, kind_of_name(match.text)) == (True, UnitKind.CENTRE)


def test_a_name_that_two_units_fit_takes_neither() -> None:
    twins = [KnownUnit(4, "Trạm Y tế"), KnownUnit(5, "Trạm Y Tế")]
    assert match_name("Trạm Y tế", twins).unit is None


def test_each_name_is_matched_once() -> None:
    assert [match.text for match in match_names(["A", "B", "A"], KNOWN)] == ["A", "B"]
