"""Addresses of Tin bài."""

from django.urls import path, re_path

from lantoa.desk.articles.views import editor, files, lists, sounds, submission

ARTICLE = "tin-bai/<int:pk>/"

urlpatterns = [
    path("tin-bai/", lists.articles, name="articles"),
    path("tin-bai/viet/", editor.write_article, name="write-article"),
    path(ARTICLE, editor.edit_article, name="edit-article"),
    path(f"{ARTICLE}xem/<slug:form>/", files.article_form, name="article-form"),
    path(f"{ARTICLE}gui-duyet/", submission.submit, name="submit-article"),
    path(f"{ARTICLE}go-bo/", submission.withdraw, name="withdraw-article"),
    path(f"{ARTICLE}am-thanh/", sounds.panel, name="article-sound"),
    path(f"{ARTICLE}am-thanh/giong-may/", sounds.machine, name="make-sound"),
    path(f"{ARTICLE}am-thanh/ban-thu/", sounds.recording, name="take-recording"),
    path(f"{ARTICLE}am-thanh/dung/", sounds.stop, name="stop-sound"),
    re_path(r"^am-thanh/(?P<sha256>[0-9a-f]{64})\.mp3$", files.sound, name="desk-sound"),
]
