"""Gửi văn bản tới đơn vị: the plan, guidance, the pack of a month; what came to a unit."""
