"""Chỉ tiêu: the figures with their sheets, and the entries of the ledger behind them."""
