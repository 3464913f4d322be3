"""Tìm: one box over articles, tasks, papers, activities, people and places."""
