"""Addresses of Tin bài."""

from django.urls import path, re_path

from lantoa.desk.articles.links import LinkView
from lantoa.desk.articles.views import (
    editor,
    files,
    genres,
    helping,
    history,
    holding,
    lists,
    notes,
    products,
    review,
    sounds,
    source_papers,
    submission,
    translations,
)
from lantoa.desk.guard import needs

CHANGE = "newsroom.change_article"
ARTICLE = "tin-bai/<int:pk>/"

urlpatterns = [
    path("tin-bai/", lists.articles, name="articles"),
    path("tin-bai/viet/", editor.write_article, name="write-article"),
    path("tin-bai/the-loai/", genres.choose, name="article-genres"),
    path("tin-bai/the-loai/<slug:genre>/", genres.example, name="genre-example"),
    path("tin-bai/ban-dich/", translations.translations, name="translations"),
    path(f"{ARTICLE}ban-dich/", translations.begin, name="begin-translation"),
    path(f"{ARTICLE}ban-dich/khop/", translations.agree, name="agree-translation"),
    path("tin-bai/lien-ket/", needs(CHANGE)(LinkView.as_view()), name="article-link"),
    path(ARTICLE, editor.edit_article, name="edit-article"),
    path(f"{ARTICLE}xem/<slug:form>/", files.article_form, name="article-form"),
    path(f"{ARTICLE}tro-giup/", helping.ask, name="ask-writing-help"),
    path(f"{ARTICLE}tro-giup/<int:ask>/", helping.answer, name="writing-help-answer"),
    path(f"{ARTICLE}giu-bai/", holding.hold, name="hold-article"),
    path(f"{ARTICLE}lich-su/", history.versions, name="article-history"),
    path(f"{ARTICLE}lich-su/lay-lai/", history.restore, name="restore-version"),
    path(f"{ARTICLE}sua-cho/", review.mend, name="mend-passage"),
    path(f"{ARTICLE}nguon/", source_papers.papers, name="source-papers"),
    path(f"{ARTICLE}nguon/<int:paper>/", source_papers.file, name="source-paper"),
    path(f"{ARTICLE}nguon/<int:paper>/bo/", source_papers.drop, name="drop-source-paper"),
    path(f"{ARTICLE}ghi-chu/", notes.add, name="add-note"),
    path(f"{ARTICLE}ghi-chu/<int:note>/tra-loi/", notes.answer, name="answer-note"),
    path(f"{ARTICLE}ghi-chu/<int:note>/xong/", notes.settle, name="settle-note"),
    path(f"{ARTICLE}ghi-chu/<int:note>/tieng/", notes.voice, name="note-voice"),
    path(f"{ARTICLE}gui-duyet/", submission.submit, name="submit-article"),
    path(f"{ARTICLE}go-bo/", submission.withdraw, name="withdraw-article"),
    path(f"{ARTICLE}am-thanh/", sounds.panel, name="article-sound"),
    path(f"{ARTICLE}am-thanh/giong-may/", sounds.machine, name="make-sound"),
    path(f"{ARTICLE}am-thanh/ban-thu/", sounds.recording, name="take-recording"),
    path(f"{ARTICLE}am-thanh/dung/", sounds.stop, name="stop-sound"),
    path(f"{ARTICLE}am-thanh/<int:take>/chon/", sounds.choose, name="choose-take"),
    path(f"{ARTICLE}am-thanh/<int:take>/cat/", sounds.cut, name="cut-take"),
    path(f"{ARTICLE}san-pham/", products.panel, name="article-products"),
    path(f"{ARTICLE}san-pham/<slug:form>/", products.product, name="article-product"),
    path(f"{ARTICLE}san-pham/<slug:form>/tinh-trang/", products.state, name="product-state"),
    path(f"{ARTICLE}san-pham/<slug:form>/lam/", products.make, name="make-product"),
    path(f"{ARTICLE}san-pham/<slug:form>/dung/", products.stop, name="stop-product"),
    path(f"{ARTICLE}san-pham/<slug:form>/gui-duyet/", products.submit, name="submit-product"),
    path("san-pham/<int:pk>/xem/", products.preview, name="product-preview"),
    re_path(
        r"^san-pham/(?P<sha256>[0-9a-f]{64})\.(?P<ending>[a-z0-9]{2,4})$",
        products.file,
        name="desk-product-file",
    ),
    re_path(r"^am-thanh/(?P<sha256>[0-9a-f]{64})\.mp3$", files.sound, name="desk-sound"),
    re_path(
        r"^am-thanh/(?P<sha256>[0-9a-f]{64})\.(?P<ending>vtt|srt|txt)$",
        files.captions,
        name="desk-captions",
    ),
]
