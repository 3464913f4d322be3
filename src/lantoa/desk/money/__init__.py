"""Kinh phí: money by task and source, money set aside, royalties by the commune's own rates."""
