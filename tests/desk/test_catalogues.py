"""The Vietnamese catalogues: complete, true to their msgids, in our words, compiled."""

import re
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override, pgettext
from tools.compile_catalogues import CATALOGUES, compiled, read_catalogue

DOMAINS = ("django", "djangojs")
WAGTAIL = (
    "wagtail",
    "wagtail.admin",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
)
DJANGO = (
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
)
# Packages that ship no English .po: any language of theirs lists the msgids.
OTHERS = {"django_otp": "es", "django_otp_webauthn": "de", "axes": "de", "taggit": "en"}

# Units, punctuation and names, the same in Vietnamese.
SAME = {
    "%(field_label)s:",
    "%(size)d byte",
    "%(time_zone_option)s: %(localized_time_zone_label)s",
    "%(truncated_text)s…",
    "%s KB",
    "%s MB",
    "%s GB",
    "%s TB",
    "%s PB",
    ", ",
    ":",
    ":?.!",
    "IPv4",
    "IPv6",
    "…",
}

PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[a-z]|%[sdr]|\{\w*\}|</?\w[^>]*>|%%")
ADDRESS = re.compile(r"\b(bạn|anh/chị|anh chị|đồng chí|quý vị)\b", re.IGNORECASE)
JARGON = re.compile(r"\b(snippet|slug|workflow|revision|rendition|moderation|email)\b", re.I)


@pytest.fixture(params=DOMAINS)
def domain(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _messages(domain: str) -> list[Message]:
    return [message for message in read_catalogue(CATALOGUES / f"{domain}.po") if message.id]


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, tuple(_forms(message.id))


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None, package
    return Path(spec.origin).parent


def _shipped(package: str, domain: str, language: str = "en") -> set[tuple[str | None, ...]]:
    """The msgids that an installed package ships, empty when it has no such domain."""
    path = _folder(package) / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return set()
    with path.open("rb") as file:
        return {_key(message) for message in read_po(file) if message.id}


def _sources(domain: str) -> Iterator[tuple[str, set[tuple[str | None, ...]]]]:
    for package in WAGTAIL + DJANGO:
        yield package, _shipped(package, domain)
    for package, language in OTHERS.items():
        yield package, _shipped(package, domain, language)


def test_catalogue_has_every_msgid_of_the_installed_packages(domain: str) -> None:
    ours = {_key(message) for message in _messages(domain)}
    missing = {
        f"{package} {len(shipped & ours)}/{len(shipped)}": sorted(map(str, shipped - ours))
        for package, shipped in _sources(domain)
    }
    counts = ", ".join(missing)
    assert {name: ids for name, ids in missing.items() if ids} == {}, counts


def test_packages_still_ship_the_msgids_we_compare_with() -> None:
    sizes = {package: len(shipped) for package, shipped in _sources("django")}
    assert [package for package, size in sizes.items() if size == 0] == []


def test_catalogue_has_no_empty_fuzzy_or_obsolete_entry(domain: str) -> None:
    bad = [
        message.id
        for message in _messages(domain)
        if message.fuzzy or not all(form.strip() for form in _forms(message.string))
    ]
    assert bad == []
    assert list(read_catalogue(CATALOGUES / f"{domain}.po").obsolete) == []


def test_catalogue_repeats_no_english(domain: str) -> None:
    same = {
        form
        for message in _messages(domain)
        for form in _forms(message.string)
        if form in _forms(message.id)
    }
    assert same - SAME == set()


def test_translation_keeps_placeholders_tags_and_edges(domain: str) -> None:
    bad = [message.id for message in _messages(domain) if not _is_true_to_msgid(message)]
    assert bad == []


def _is_true_to_msgid(message: Message) -> bool:
    (text,) = _forms(message.string)
    allowed = [sorted(PLACEHOLDER.findall(form)) for form in _forms(message.id)]
    return sorted(PLACEHOLDER.findall(text)) in allowed and _edges(text) == _edges(
        _forms(message.id)[0]
    )


def _edges(text: str) -> tuple[str, str]:
    """White space before and after: templates rely on it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_catalogue_speaks_in_our_words(domain: str) -> None:
    texts = [
        PLACEHOLDER.sub(" ", form)
        for message in _messages(domain)
        for form in _forms(message.string)
    ]
    assert [text for text in texts if ADDRESS.search(text) or JARGON.search(text)] == []


def test_catalogue_is_in_nfc(domain: str) -> None:
    text = (CATALOGUES / f"{domain}.po").read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text


def test_compiled_catalogue_is_up_to_date(domain: str) -> None:
    source = CATALOGUES / f"{domain}.po"
    fresh = compiled(read_catalogue(source)) == source.with_suffix(".mo").read_bytes()
    assert fresh, "run: python tools/compile_catalogues.py"


def test_django_speaks_the_words_of_the_catalogue() -> None:
    with override("vi"):
        assert gettext("Unpublish") == "Gỡ bỏ"
        assert gettext("This field is required.") == "Mục này bắt buộc nhập."
        assert pgettext("abbrev. month", "Sept.") == "tháng 9"
        assert ngettext("%(num)d day", "%(num)d days", 1) % {"num": 1} == "1 ngày"
        assert ngettext("%(num)d day", "%(num)d days", 20) % {"num": 20} == "20 ngày"
