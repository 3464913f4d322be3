"""Ngày hưởng ứng: yearly days ahead, the kit of each, what is to be done, texts to copy."""
