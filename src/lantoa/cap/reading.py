"""XML from outside: no entities, no document type, nothing fetched, bounded."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lantoa.cap.terms import Node
from lantoa.core.errors import Unreadable

SIZE_LIMIT = 1024 * 1024


def read_node(content: bytes) -> Node:
    """The root element of a file. Raises `Unreadable` for anything that is not plain XML."""
    if len(content) > SIZE_LIMIT:
        raise Unreadable(
            "Tệp lớn hơn 1 MB nên không được đọc. Chưa kiểm tra gì. "
            "Một cảnh báo CAP chỉ gồm chữ; tệp kèm theo được dẫn bằng địa chỉ."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            f"Tệp không phải XML đúng cú pháp ({_where(error)}). Chưa kiểm tra gì. "
            "Lấy lại tệp từ nơi phát hành."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(
            "Tệp có khai báo DOCTYPE nên không được mở, để tránh mã độc. Chưa kiểm tra gì. "
            "Xóa khai báo này hoặc lấy lại tệp từ nơi phát hành."
        )
    return _node(root)


def _where(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"lỗi ở dòng {line}" if line else "tệp trống hoặc sai bảng mã"


def _node(element: Any) -> Node:
    name = etree.QName(element)
    tails = (child.tail or "" for child in element)
    return Node(
        name=name.localname,
        namespace=name.namespace or "",
        text="".join([element.text or "", *tails]),
        line=element.sourceline,
        attributes=tuple(str(key) for key in element.attrib),
        children=tuple(_node(child) for child in element),
    )
