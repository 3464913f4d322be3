"""Bảng tin công cộng: approved text on the boards of the hamlets, put up and taken down by hand."""
