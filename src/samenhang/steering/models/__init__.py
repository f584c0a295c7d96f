"""The tables of steering."""

from samenhang.steering.models.bottlenecks import Bottleneck, BottleneckCase, Heard, Question
from samenhang.steering.models.packages import PackagePlacement, PackageStudy
from samenhang.steering.models.rooms import RegulatoryRoom, RoomUse

__all__ = [
    "Bottleneck",
    "BottleneckCase",
    "Heard",
    "PackagePlacement",
    "PackageStudy",
    "Question",
    "RegulatoryRoom",
    "RoomUse",
]
