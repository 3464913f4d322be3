"""Addresses of stories and ideas on the desk."""

from django.urls import path

from lantoa.desk.stories import idea_views, invite_views, send_views

urlpatterns = [
    path("gui-tin/", send_views.officer_page, name="send-story"),
    path("gui-tin/may.js", send_views.desk_worker, name="story-worker"),
    path("tin-bai/y-tuong/", idea_views.ideas, name="ideas"),
    path("tin-bai/y-tuong/ghi/", idea_views.note, name="note-idea"),
    path("tin-bai/y-tuong/<int:pk>/lich/", idea_views.schedule, name="schedule-idea"),
    path("tin-bai/y-tuong/<int:pk>/dua-lai/", idea_views.bring_back, name="bring-back-idea"),
    path("tin-bai/y-tuong/<int:pk>/", idea_views.idea, name="idea"),
    path("tin-bai/y-tuong/<int:pk>/viet/", idea_views.take_up, name="take-up-idea"),
    path("tin-bai/y-tuong/<int:pk>/khong-dung/", idea_views.leave, name="leave-idea"),
    path("tin-bai/y-tuong/tep/<int:pk>/", idea_views.file, name="idea-file"),
    path("tin-bai/duong-dan-gui-tin/", invite_views.invites, name="story-invites"),
    path(
        "tin-bai/duong-dan-gui-tin/<int:pk>/thu-hoi/", invite_views.revoke,
        name="revoke-story-invite",
    ),
]  # fmt: skip
