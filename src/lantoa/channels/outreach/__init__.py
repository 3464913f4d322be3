"""Tuyên truyền trực tiếp: visits, trainings, meetings, briefings, surveys."""
