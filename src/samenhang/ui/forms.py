"""How a Django form becomes markup: one renderer, used by ``{% ui_form %}`` or as FORM_RENDERER."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import loader


class Renderer(DjangoTemplates):
    """Our form and field templates; widgets stay Django's own."""

    form_template_name = "ui/form_body.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("ui/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)
