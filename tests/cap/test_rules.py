"""One fault at a time, each named with its line."""

import re

import pytest
from tests.cap.sample import ALERT

from lantoa.cap import check
from lantoa.core.errors import Unreadable


def found(text: str) -> list[str]:
    return [str(finding) for finding in check(text.encode())]


def test_good_alert_is_valid() -> None:
    assert found(ALERT) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # what a schema holds
        ("<severity>Moderate", "<severity>Vừa", "Dòng 24: severity ghi «Vừa»"),
        ("<status>Exercise", "<status> Exercise", "Dòng 6: status"),
        ("<sent>2026-10-02T15:00:00+07:00", "<sent>2026-10-02T15:00:00", "múi giờ"),
        ("<sent>2026-10-02T15:00:00+07:00", "<sent>2026-10-02T15:00:00Z", "múi giờ"),
        ("<sent>2026-10-02T15", "<sent>2026-10-32T15", "Dòng 5: sent"),
        ("    <event>Mưa lớn</event>\n", "", "info thiếu phần tử bắt buộc event"),
        ("<scope>Private</scope>", "<scope>Private</scope><scope>Public</scope>", "một lần"),
        ("  <note>Thông tin diễn tập</note>\n", "", ""),
        ("<code>lan-2</code>", "<source>x</source>", "source phải đứng trước code"),
        ("<note>", "<ghiChu>x</ghiChu><note>", "«ghiChu» không thuộc CAP 1.2"),
        ("<note>Thông", "<note>Thông<b>x</b>", "note chỉ chứa chữ"),
        ("<info>", "<info>chữ", "nằm ngoài phần tử con"),
        ("<size>20480", "<size>20 kB", "phải là số nguyên"),
        ("<altitude>0", "<altitude>0,5", "phải là số"),
        ("<language>vi-VN", "<language>tiếng Việt", "mã ngôn ngữ"),
        ('<info>', '<info loai="1">', "thuộc tính «loai»"),
        ("cap:1.2", "cap:1.1", "không phải alert của CAP 1.2"),
        # what it cannot hold
        ("songlam-2026-0007", "songlam 2026 0007", "Dòng 3: identifier"),
        ("songlam-2026-0007", "songlam,2026", "dấu phẩy"),
        ("songlam-2026-0007", "songlam&amp;7", "dấu < hoặc &"),
        ("songlam-2026-0007", "", "identifier để trống"),
        ("<sender>truc@", "<sender>trực ban@", "Dòng 4: sender"),
        ("  <addresses>truong-thon-3@songlam.example</addresses>\n", "", "phải có addresses"),
        ("<scope>Private", "<scope>Restricted", "phải có restriction"),
        ("<references>truc@songlam.example,songlam-2026-0006,2026-10-02T14:00:00+07:00",
         "<references>", "phải có references"),
        (",songlam-2026-0006,", ",", "phải là «sender,identifier,sent»"),
        (",songlam-2026-0006,", ",songlam-2026-0007,", "là chính cảnh báo này"),
        ("0006,2026-10-02T14", "0006,2026-10-02T16", "phát sau cảnh báo này"),
        ("<expires>2026-10-03T06", "<expires>2026-10-02T14", "phải sau sent"),
        ("<expires>2026-10-03T06", "<expires>2026-10-02T15", "phải sau sent"),
        ("<expires>2026-10-03T06", "<expires>2026-10-02T17", "phải sau onset"),
        ("<event>Mưa lớn", "<event>", "event để trống"),
        ("<areaDesc>Thôn 3 và thôn 4, xã Sông Lam", "<areaDesc> ", "areaDesc để trống"),
        ("<web>https://", "<web>", "địa chỉ đầy đủ"),
        (" 18.70,105.60</polygon>", "</polygon>", "chưa khép kín"),
        ("18.72,105.60 18.72,105.63 18.70,105.63 ", "18.72,105.60 ", "ít nhất 4 điểm"),
        ("<polygon>18.70,105.60", "<polygon>105.60,18.70", "ngược thứ tự"),
        ("<polygon>18.70,105.60", "<polygon>18.70,190", "ngoài quả đất"),
        ("<polygon>18.70,105.60", "<polygon>18.70;105.60", "vĩ độ,kinh độ"),
        ("18.72,105.63 18.70,105.63 ", "18.74,105.60 ", "đường thẳng"),
        ("18.71,105.61 1.5", "18.71,105.61", "bán_kính_km"),
        ("18.71,105.61 1.5", "18.71,105.61 -1", "không âm"),
        ("18.71,105.61 1.5", "98.71,105.61 1", "ngoài quả đất"),
        ("      <altitude>0</altitude>\n", "", "cùng altitude"),
        ("<ceiling>300.5", "<ceiling>-3", "thấp hơn altitude"),
    ],
)  # fmt: skip
def test_fault_is_named(old: str, new: str, said: str) -> None:
    assert ALERT.count(old) >= 1
    findings = found(ALERT.replace(old, new, 1))
    if not said:
        assert findings == []
    else:
        assert any(said in finding for finding in findings), findings


def test_alert_without_area_or_info_tells_nobody_anything() -> None:
    bare = re.sub(r"    <area>.*</area>\n", "", ALERT, flags=re.S)
    assert found(bare) == ["Dòng 16: info không có area: chưa rõ cảnh báo cho vùng nào."]
    empty = re.sub(r"  <info>.*</info>\n", "", ALERT, flags=re.S)
    assert found(empty) == ["Dòng 2: alert không có info: cảnh báo không có nội dung."]


def test_cancel_needs_no_info() -> None:
    empty = re.sub(r"  <info>.*</info>\n", "", ALERT, flags=re.S)
    assert found(empty.replace("<msgType>Update", "<msgType>Cancel")) == []


def test_signature_at_the_end_is_allowed_and_only_there() -> None:
    signature = (
        '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:X>y</s:X></s:Signature>'
    )
    assert found(ALERT.replace("</alert>", signature + "</alert>")) == []
    assert found(ALERT.replace("<note>", signature + "<note>")) != []


def test_prefix_of_the_namespace_does_not_matter() -> None:
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1c:", ALERT).replace("xmlns=", "xmlns:c=")
    assert found(text) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải XML"),
        ("CẢNH BÁO".encode(), "không phải XML"),
        (ALERT.encode()[:-20], "không phải XML"),
        (b"<a>" * 5000, "không phải XML"),
        (b"<alert>" + b" " * 1024 * 1024 + b"</alert>", "lớn hơn 1 MB"),
        (b'<!DOCTYPE alert [<!ENTITY x "y">]><alert>&x;</alert>', "DOCTYPE"),
        (b'<!DOCTYPE alert SYSTEM "file:///etc/passwd"><alert/>', "DOCTYPE"),
    ],
)
def test_file_that_is_no_plain_xml_is_not_checked(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        check(content)
