"""Codes of bottlenecks, of the route that they go, and of the room that was agreed (seeds 003 and 004)."""

from enum import StrEnum


class BottleneckClass(StrEnum):
    """Of which kind a bottleneck is; often of more than one (seed 004)."""

    LEGAL = "LEGAL"
    FINANCIAL = "FINANCIAL"
    ORGANISATIONAL = "ORGANISATIONAL"


class Level(StrEnum):
    """At which level it lies (seed 001, summary: person, municipality and organisation, law and system)."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    SYSTEM = "SYSTEM"


class Within(StrEnum):
    """Whether it can be solved within the rules that there are: most can (seed 002, finance 2)."""

    NOT_ASKED = "NOT_ASKED"
    YES = "YES"
    NO = "NO"


class RuleOwner(StrEnum):
    """Who owns the rule or the money that stands in the way."""

    ORGANISATION = "ORGANISATION"
    REGION = "REGION"
    MUNICIPALITY = "MUNICIPALITY"
    CARE_OFFICE = "CARE_OFFICE"
    INSURER = "INSURER"
    DJI = "DJI"
    CIZ = "CIZ"
    NZA = "NZA"
    VWS = "VWS"
    JENV = "JENV"


class Influence(StrEnum):
    """The circle in which it lies for who works in the region (seed 004, guarding together)."""

    CONTROL = "CONTROL"
    INFLUENCE = "INFLUENCE"
    CONCERN = "CONCERN"


class Law(StrEnum):
    """The law that it is about."""

    WFZ = "WFZ"
    WVGGZ = "WVGGZ"
    WZD = "WZD"
    WLZ = "WLZ"
    ZVW = "ZVW"
    WMO = "WMO"
    YOUTH = "YOUTH"
    PARTICIPATION = "PARTICIPATION"
    HOUSING = "HOUSING"
    PRIVACY = "PRIVACY"


class Domain(StrEnum):
    """The domains that it crosses."""

    FORENSIC = "FORENSIC"
    MENTAL_HEALTH = "MENTAL_HEALTH"
    ADDICTION = "ADDICTION"
    DISABILITY = "DISABILITY"
    SOCIAL = "SOCIAL"
    HOUSING = "HOUSING"
    SAFETY = "SAFETY"
    INCOME = "INCOME"


class Station(StrEnum):
    """Where a question lies: each one further from the case (seed 003, level 2)."""

    CASE_TABLE = "CASE_TABLE"
    FUNDERS = "FUNDERS"
    STEERING = "STEERING"
    NATIONAL = "NATIONAL"


class BottleneckState(StrEnum):
    """Where a bottleneck stands."""

    OPEN = "OPEN"
    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    SOLVED = "SOLVED"
    SET_ASIDE = "SET_ASIDE"


class BottleneckAct(StrEnum):
    """What can happen to a bottleneck."""

    ASK = "ASK"
    MOVE_UP = "MOVE_UP"
    ANSWER = "ANSWER"
    WITHDRAW = "WITHDRAW"
    SOLVE = "SOLVE"
    SET_ASIDE = "SET_ASIDE"
    REOPEN = "REOPEN"


class Source(StrEnum):
    """What a bottleneck grew out of in a case."""

    VERDICT = "VERDICT"
    REFUSAL = "REFUSAL"
    HANDOVER = "HANDOVER"
    BRIDGE = "BRIDGE"
    CASE = "CASE"


class QuestionKind(StrEnum):
    """What is asked: a decision, or a breakthrough where everything is stuck (seed 004, guarding together)."""

    DECISION = "DECISION"
    BREAKTHROUGH = "BREAKTHROUGH"


class Answer(StrEnum):
    """What a table answers."""

    WITHIN_RULES = "WITHIN_RULES"
    ROOM = "ROOM"
    MONEY = "MONEY"
    SUPPLY = "SUPPLY"
    EXPERTISE = "EXPERTISE"
    UP = "UP"
    NO = "NO"


class QuestionState(StrEnum):
    """Where a question stands."""

    WAITING = "WAITING"
    ANSWERED = "ANSWERED"
    MOVED_UP = "MOVED_UP"
    WITHDRAWN = "WITHDRAWN"


class Effect(StrEnum):
    """What an answer brought for one person."""

    HELPS = "HELPS"
    PARTLY = "PARTLY"
    NOT = "NOT"


class Scale(StrEnum):
    """Whether a bottleneck stands by itself or comes back: follows from the numbers, and is never typed in."""

    INCIDENTAL = "INCIDENTAL"
    STRUCTURAL = "STRUCTURAL"


class Measure(StrEnum):
    """Measures of the national work agenda that the start regions feed (seed 003, level 1)."""

    MUNICIPALITIES = "M4"
    CAPACITY = "M9"
    TO_WLZ = "M11"


class Theme(StrEnum):
    """The seven themes of the work agenda of 2018 (seed 002)."""

    PREVENTION = "PREVENTION"
    ACCESS = "ACCESS"
    NETWORK = "NETWORK"
    FINANCE = "FINANCE"
    HOUSING = "HOUSING"
    EXPERTISE = "EXPERTISE"
    NEW_FORMS = "NEW_FORMS"


class RoomBasis(StrEnum):
    """What the room rests on."""

    INTERPRETATION = "INTERPRETATION"
    HARDSHIP = "HARDSHIP"
    AGREEMENT = "AGREEMENT"
    EXPERIMENT = "EXPERIMENT"


class SteeringAlert(StrEnum):
    """What steering asks attention for."""

    QUESTION_WAITS = "QUESTION_WAITS"
    QUESTION_OVERDUE = "QUESTION_OVERDUE"
    NEXT_DATE_PASSED = "NEXT_DATE_PASSED"
    ANSWER_TO_HEAR = "ANSWER_TO_HEAR"
    ROOM_TO_EVALUATE = "ROOM_TO_EVALUATE"
    ROOM_ENDS = "ROOM_ENDS"
