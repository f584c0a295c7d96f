"""The form of a rule: which fields a fact asks for, and what is typed as values. Saves nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import municipality_map
from samenhang.legal.labels import TITLES
from samenhang.picture.labels import PROBLEMS
from samenhang.supply.labels import OPERATORS, level_name, value_name
from samenhang.supply.rules import FACT_OPERATORS, TRUTH_OPERATORS, criterion_values_problem
from samenhang.supply.selectors import CriterionRow
from samenhang.ui.reasons import REASONS

INDICATIONS = ("WLZ:VG6", "WLZ:VG7", "WLZ:GGZW4", "WLZ:GGZW5", "WMO:BW", "IFZ:FZ_BW")
WORDS: dict[str, tuple[str, ...]] = {
    "group_fit": ("yes", "limited", "no"),
    "substance_use": ("none", "controlled", "active"),
    "indications": INDICATIONS,
}
NUMBERS = frozenset({"AT_LEAST", "AT_MOST", "BETWEEN"})


def choices_of(row: CriterionRow) -> list[tuple[str, str]]:
    """The values that a fact can have, with those that the rule names now."""
    if row.fact == "residence_region":
        codes = [m.name for m in municipality_map().values()]
    elif row.fact == "titles":
        codes = [str(c) for c in TITLES]
    elif row.fact == "problem_areas":
        codes = [str(c) for c in PROBLEMS]
    else:
        codes = list(WORDS.get(row.fact, ()))
    codes += [str(v) for v in row.values if str(v) not in codes]
    found = [(code, value_name(row.fact, code)) for code in codes]
    return found if row.fact in WORDS else sorted(found, key=lambda pair: pair[1].casefold())


class CriterionForm(forms.Form):
    """Operator, values, whether it must hold, and why it changes; the fields follow from the fact."""

    operator = forms.ChoiceField(label=_("Comparison"))
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=130)
    second = forms.IntegerField(
        label=_("Second number"), min_value=0, max_value=130, required=False, help_text=_("Only for “lies between”.")
    )
    values = forms.MultipleChoiceField(label=_("Values"), widget=forms.CheckboxSelectMultiple)
    hard = forms.BooleanField(
        label=_("This must hold"),
        required=False,
        help_text=_("Without the tick it weighs in, and refuses nobody."),
    )
    why = forms.CharField(
        label=_("Why this changes"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the version. Everybody who reads the rule reads it; name no person."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: CriterionRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.row = row
        allowed = FACT_OPERATORS[row.fact]
        fields["operator"].choices = [(o, OPERATORS[o]) for o in allowed]
        if len(allowed) == 1:
            self.fields["operator"].disabled = True
            self.initial["operator"] = allowed[0]
        counts = bool(NUMBERS & set(allowed))
        if not counts:
            del self.fields["number"]
        elif row.fact == "security_needed":
            self.fields["number"] = forms.TypedChoiceField(
                label=_("Security level"), coerce=int, choices=[(n, level_name(n)) for n in range(5)]
            )
        if "BETWEEN" not in allowed:
            del self.fields["second"]
        if counts or not set(allowed) - TRUTH_OPERATORS:
            del self.fields["values"]
        else:
            fields["values"].choices = choices_of(row)
        order = ("operator", "number", "second", "values", "hard", "why", "expected_version", "seen")
        self.order_fields(order)

    @staticmethod
    def start(row: CriterionRow) -> dict[str, Any]:
        """The present version as initial values."""
        counts = row.operator in NUMBERS
        return {
            "operator": row.operator,
            "number": row.values[0] if counts else None,
            "second": row.values[1] if row.operator == "BETWEEN" else None,
            "values": [str(v) for v in row.values],
            "hard": row.hard,
            "expected_version": row.version,
        }

    def clean(self) -> dict[str, Any]:
        """Values in the form that the comparison wants, with the reason in words when they make no sense."""
        data = super().clean() or {}
        operator = data.get("operator", "")
        if operator in {"AT_LEAST", "AT_MOST"}:
            found = [data["number"]] if data.get("number") is not None else []
        elif operator == "BETWEEN":
            found = [n for n in (data.get("number"), data.get("second")) if n is not None]
        else:
            found = list(data.get("values") or [])
        data["found"] = tuple(found)
        if not self.errors:
            problem = criterion_values_problem(self.row.fact, operator, found)
            if problem:
                self.add_error("second" if "second" in self.fields else None, str(REASONS[problem]))
        return data
