"""Đồ họa thông tin: an article's data as pictures. Six layouts, no database below `product`."""
