"""The pages, as a Django app: templates, static files and template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "maillage.web"
    label = "web"
    verbose_name = "pages"
