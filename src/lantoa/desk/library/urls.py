"""Addresses of the library."""

from django.urls import path

from lantoa.desk.library.views import held, lists, videos

HERE = "kho-tu-lieu/"
urlpatterns = [
    path(HERE, lists.library, name="library"),
    path(f"{HERE}anh/<int:pk>/", lists.picture, name="library-picture"),
    path(f"{HERE}anh/<int:pk>/xoa/", lists.delete_picture, name="delete-picture"),
    path(f"{HERE}anh/<int:pk>/co/<slug:code>/", lists.size, name="picture-size"),
    path(f"{HERE}tai-anh/", held.upload_pictures, name="upload-pictures"),
    path(f"{HERE}tai-anh/<slug:token>/", held.held, name="held-pictures"),
    path(f"{HERE}tai-anh/<slug:token>/<int:position>/", held.held_file, name="held-picture-file"),
    path(f"{HERE}video/<int:pk>/", videos.video, name="library-video"),
    path(f"{HERE}video/<int:pk>/tep/", videos.video_file, name="video-file"),
    path(f"{HERE}video/<int:pk>/anh/", videos.poster, name="video-poster"),
    path(f"{HERE}video/<int:pk>/xoa/", videos.delete_video, name="delete-video"),
    path(f"{HERE}tai-video/", videos.upload_video, name="upload-video"),
    path(f"{HERE}tai-video/bat-dau/", videos.begin, name="begin-video"),
    path(f"{HERE}tai-video/<slug:token>/", videos.state, name="video-upload"),
    path(f"{HERE}tai-video/<slug:token>/manh/", videos.piece, name="video-piece"),
    path(f"{HERE}tai-video/<slug:token>/bo/", videos.drop, name="drop-video-upload"),
    path("images/<int:image_id>/", lists.moved, name="picture-moved"),
]
