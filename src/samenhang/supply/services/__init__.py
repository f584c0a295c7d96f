"""The verbs of supply."""

from samenhang.supply.services.capacity import (
    back_in_service,
    book,
    confirm_availability,
    move_in,
    release,
    take_back,
    take_out_of_service,
    touched,
)
from samenhang.supply.services.criteria import (
    CriterionChange,
    Relaxation,
    change_criterion,
    check_change,
    offer_relaxation,
    owner_organisation_id,
)
from samenhang.supply.services.register import (
    NewCriterion,
    NewPlace,
    NewRemedy,
    NewTreatment,
    add_criteria,
    add_remedies,
    add_treatments,
    upsert_places,
)
from samenhang.supply.services.teams import TeamSays, say_how_the_team_stands

__all__ = [
    "CriterionChange",
    "NewCriterion",
    "NewPlace",
    "NewRemedy",
    "NewTreatment",
    "Relaxation",
    "TeamSays",
    "add_criteria",
    "add_remedies",
    "add_treatments",
    "back_in_service",
    "book",
    "change_criterion",
    "check_change",
    "confirm_availability",
    "move_in",
    "offer_relaxation",
    "owner_organisation_id",
    "release",
    "say_how_the_team_stands",
    "take_back",
    "take_out_of_service",
    "touched",
    "upsert_places",
]
