"""The tables of steering."""

from samenhang.steering.models.bottlenecks import Bottleneck, BottleneckCase, Heard, Question
from samenhang.steering.models.rooms import RegulatoryRoom, RoomUse

__all__ = ["Bottleneck", "BottleneckCase", "Heard", "Question", "RegulatoryRoom", "RoomUse"]
