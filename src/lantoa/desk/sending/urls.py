"""Addresses of sending and receiving."""

from django.urls import path

from lantoa.desk.sending import received, views

urlpatterns = [
    path("gui-van-ban/", views.listed, name="dispatches"),
    path("gui-van-ban/<str:code>/ke-hoach/", views.plan, name="send-plan"),
    path("gui-van-ban/<str:code>/ban-moi/", views.version, name="send-version"),
    path("gui-van-ban/<str:code>/huong-dan/", views.guidance, name="draft-guidance"),
    path("gui-van-ban/huong-dan/<int:pk>/", views.guidance_page, name="guidance"),
    path("gui-van-ban/huong-dan/<int:pk>/tai/", views.guidance_file, name="guidance-file"),
    path("gui-van-ban/<str:code>/bo-thang/", views.pack, name="make-pack"),
    path("gui-van-ban/bo-thang/<int:pk>/", views.pack_page, name="pack"),
    path("van-ban-den/", received.listed, name="received"),
    path("van-ban-den/<int:pk>/", received.one, name="received-one"),
    path("van-ban-den/<int:pk>/da-nhan/", received.confirm, name="confirm-dispatch"),
    path("van-ban-den/<int:pk>/ket-qua/", received.give_back, name="return-pack"),
]
