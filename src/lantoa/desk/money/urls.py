"""Addresses of Kinh phí. Words stand before codes: no plan's code looks like them."""

from django.urls import path

from lantoa.desk.money import contracts, rates, royalties, views

urlpatterns = [
    path("kinh-phi/", views.current, name="money-current"),
    path("kinh-phi/du-toan/<int:pk>/bo/", views.drop, name="drop-budget"),
    path("kinh-phi/hop-dong/<int:pk>/", contracts.one, name="contract"),
    path("kinh-phi/hop-dong/<int:pk>/tep/", contracts.paper, name="contract-paper"),
    path("kinh-phi/hop-dong/<int:pk>/giay-to/", contracts.settle, name="contract-settle"),
    path("kinh-phi/hop-dong/<int:pk>/thanh-ly/", contracts.close, name="contract-close"),
    path("kinh-phi/<str:code>/", views.board, name="money"),
    path("kinh-phi/<str:code>/in/", views.printed, name="money-printed"),
    path("kinh-phi/<str:code>/bang/", views.sheet, name="money-sheet"),
    path("kinh-phi/<str:code>/du-toan/", views.budget, name="set-budget"),
    path("nhuan-but/", royalties.board, name="royalties"),
    path("nhuan-but/in/", royalties.printed, name="royalties-printed"),
    path("nhuan-but/bang/", royalties.sheet, name="royalties-sheet"),
    path("nhuan-but/dinh-muc/", rates.board, name="royalty-rates"),
    path("nhuan-but/dinh-muc/<int:pk>/bo/", rates.drop, name="drop-royalty-rate"),
]
