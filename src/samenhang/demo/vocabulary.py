"""Invented names and the texts of a fictional region: nobody and nothing here exists."""

from __future__ import annotations

MUNICIPALITIES = (
    ("Turfwolde", 52.93, 6.52, 31_400),
    ("Hoogveenkamp", 52.99, 6.74, 58_900),
    ("Rietmade", 52.82, 6.61, 24_300),
    ("Zandmeer", 53.07, 6.58, 107_200),
    ("Esmarke", 52.87, 6.83, 35_100),
    ("Wolderbroek", 53.02, 6.38, 19_700),
    ("Keienberg", 52.78, 6.40, 42_600),
    ("Lindelo", 52.95, 6.95, 27_800),
)
NEIGHBOUR_REGIONS = ("Westervaart", "Duinstreek Zuid", "Merwedal")

TREES = (
    "Populier Vlier Lijsterbes Hazelaar Meidoorn Berk Els Wilg Sleedoorn Kornoelje Iep Linde Beuk Haagbeuk Taxus Jeneverbes Hulst "
    "Kamperfoelie Liguster Sering Walnoot Kastanje Esdoorn Eik Den Spar Lariks Ceder Mispel Kweepeer Moerbei Acacia Plataan Olm "
    "Sneeuwbal Vuilboom Gagel Brem Tamarisk Wingerd Klimop Bosrank Abeel Zilverspar Douglas Hemlock Ginkgo Magnolia Catalpa Tulpenboom "
    "Amberboom Zwarte-els Ratelpopulier Winterlinde Zomereik Wintereik Fladderiep Veldesdoorn Zoete-kers Vogelkers Wegedoorn Duindoorn"
).split()

ORGANISATIONS = (
    ("ggz-heidelanden", "GGZ Heidelanden", "GGZ", "Hoogveenkamp"),
    ("ggz-oostermeer", "GGZ Oostermeer", "GGZ", "Zandmeer"),
    ("fpk-duinkamp", "FPK Duinkamp", "FORENSIC", "Zandmeer"),
    ("fpa-de-luwte", "FPA De Luwte", "FORENSIC", "Hoogveenkamp"),
    ("forte-forensisch", "Forte Forensische Zorg", "FORENSIC", "Keienberg"),
    ("vnz-de-kentering", "Verslavingszorg De Kentering", "ADDICTION", "Zandmeer"),
    ("esdoornhof", "Zorggroep Esdoornhof", "DISABILITY", "Rietmade"),
    ("de-vaart", "De Vaart volwassenen", "DISABILITY", "Keienberg"),
    ("heuvelrand", "Instelling Heuvelrand", "DISABILITY", "Esmarke"),
    ("de-ark", "Wooninitiatief De Ark", "DISABILITY", "Turfwolde"),
    ("thuishaven", "Thuishaven Beschermd Wonen", "SHELTERED", "Hoogveenkamp"),
    ("kompas-wonen", "Kompas Wonen", "SHELTERED", "Zandmeer"),
    ("opvang-rietmade", "Opvang Rietmade", "SHELTER", "Rietmade"),
    ("anderszorg", "AndersZorg", "WMO_PROVIDER", "Turfwolde"),
    ("naast-je", "Naast Je ambulant", "WMO_PROVIDER", "Lindelo"),
    ("veenwonen", "Woningstichting Veenwonen", "HOUSING_ASSOCIATION", "Turfwolde"),
    ("de-eenhoorn", "Woonbedrijf De Eenhoorn", "HOUSING_ASSOCIATION", "Zandmeer"),
    ("gemeente-zandmeer", "Gemeente Zandmeer", "MUNICIPALITY", "Zandmeer"),
    ("gemeente-turfwolde", "Gemeente Turfwolde", "MUNICIPALITY", "Turfwolde"),
    ("zvh-noorderhei", "Zorg- en Veiligheidshuis Noorderhei", "ZVH", "Zandmeer"),
    ("ggd-noorderhei", "GGD Noorderhei", "GGD", "Zandmeer"),
    ("zorgkantoor-noorderhei", "Zorgkantoor Noorderhei", "CARE_OFFICE", "Zandmeer"),
    ("reclassering-noord", "Reclassering Noorderhei", "PROBATION", "Hoogveenkamp"),
    ("politie-noorderhei", "Politie Noorderhei", "POLICE", "Zandmeer"),
    ("tafel-noorderhei", "Plaatsingstafel Noorderhei", "TABLE", "Zandmeer"),
)

TREATMENTS = (
    ("ECT", "Elektroconvulsietherapie (ECT)", "Electroconvulsive therapy (ECT)"),
    ("CLOZAPINE", "Instellen op clozapine", "Starting clozapine"),
    ("EMDR_MID", "EMDR bij een licht verstandelijke beperking", "EMDR for mild intellectual disability"),
    (
        "DUAL_DIAGNOSIS",
        "Geïntegreerde behandeling psychiatrie en verslaving",
        "Integrated treatment of psychiatry and addiction",
    ),
    ("DBT", "Dialectische gedragstherapie", "Dialectical behaviour therapy"),
    ("DETOX_GHB", "Ontgifting van GHB", "GHB detoxification"),
    ("SCHEMA", "Schematherapie", "Schema therapy"),
    ("AGGRESSION", "Agressieregulatie op maat", "Tailored aggression regulation"),
    ("SYSTEM", "Systeemtherapie", "Systemic therapy"),
    ("SENSORY", "Prikkelverwerking en sensorische integratie", "Sensory processing"),
)

REMEDIES = (
    ("room-title", "RULE_RELAXED", "Regelruimte: plaatsing zonder forensische titel", "Regulatory room: placement without a forensic title",
     "Ministerie van JenV en zorgverzekeraar", 0, 4),
    ("contract-zm", "OTHER_TITLE", "Contract voor zorgmachtiging bij forensische kliniek", "Contract for care authorisations at a forensic clinic",
     "Zorgverzekeraar", 60_000, 3),
    ("room-vg18", "RULE_RELAXED", "Regelruimte: beperking niet vóór 18e aangetoond", "Regulatory room: disability not shown before 18",
     "Ministerie van VWS en CIZ", 0, 10),
    ("maatwerk-wlz", "MONEY_FOUND", "Maatwerk zorgkantoor: plaats zonder passend Wlz-profiel", "Care office: place without a matching Wlz profile",
     "Zorgkantoor Noorderhei", 85_000, 5),
    ("bw-first", "RULE_RELAXED", "Eerst leveren: beschermd wonen zonder beschikking", "Deliver first: sheltered living without a decision",
     "Gemeente Zandmeer", 20_000, 6),
    ("dji-bridge", "MONEY_FOUND", "Overbrugging als de forensische betaling stopt", "Bridge when forensic payment stops",
     "Gemeente Zandmeer en DJI", 40_000, 4),
    ("addiction-team", "EXPERTISE_BROUGHT", "Verslavingsexpertise in het team", "Addiction expertise in the team",
     "Verslavingszorg De Kentering", 45_000, 6),
    ("second-worker", "EXPERTISE_BROUGHT", "Tweede begeleider en training in relationele veiligheid", "Second worker and training in relational safety",
     "Zorgkantoor Noorderhei", 90_000, 4),
    ("forfact", "EXPERTISE_BROUGHT", "Forensisch FACT komt naar de plek", "Forensic FACT comes to the place",
     "Forte Forensische Zorg", 30_000, 8),
    ("fire-safe", "PLACE_ADAPTED", "Brandveilige inrichting en detectie", "Fire-safe fittings and detection",
     "Woonbedrijf De Eenhoorn", 25_000, 3),
    ("own-unit", "PLACE_ADAPTED", "Eigen unit met eigen ingang", "Unit of one's own with its own entrance",
     "Woningstichting Veenwonen", 70_000, 4),
    ("raise-level", "PLACE_ADAPTED", "Beveiliging verhogen zonder verhuizing", "Raise security without a move",
     "Forte Forensische Zorg", 55_000, 4),
    ("night-shift", "MONEY_FOUND", "Nachtdienst ter plaatse", "Night staff on site", "Zorgkantoor Noorderhei", 110_000, 3),
    ("tie-agreement", "RULE_RELAXED", "Afspraak tussen gemeenten over woonplaats en binding", "Agreement between municipalities on residence and ties",
     "Gemeenten van Noorderhei", 0, None),
    ("younger-welcome", "RULE_RELAXED", "Leeftijdsgrens losgelaten op verzoek van de tafel", "Age limit waived at the table's request",
     "Bestuurders van aanbieders", 0, 6),
    ("mixed-expertise", "EXPERTISE_BROUGHT", "Gedragskundige LVB meedenkend in het team", "Behavioural expert on mild ID joins the team",
     "De Vaart volwassenen", 35_000, 8),
)  # fmt: skip

STAYS = {
    # setting: (word, individual, unconditional, capacity, night staff, weight in the register)
    "HIC": ("HIC", False, False, 8, True, 2), "ACUTE_CLOSED": ("Gesloten opname", False, False, 8, True, 2),
    "OPEN_WARD": ("Open afdeling", False, False, 8, True, 2), "KIB": ("Kliniek intensieve behandeling", False, False, 6, True, 1),
    "FPA": ("Forensische afdeling", False, False, 6, True, 4), "FPK": ("Forensische kliniek", False, False, 8, True, 3),
    "ADDICTION_CLINIC": ("Verslavingskliniek", False, False, 6, True, 3), "ADD_FPA": ("Forensische verslavingsafdeling", False, False, 5, True, 1),
    "SGLVG_CLINIC": ("SGLVG-behandelcentrum", False, False, 5, True, 2), "DIAGNOSTIC_CENTRE": ("Tijdelijk diagnostisch centrum", True, False, 2, True, 1),
    "VG7_GROUP": ("VG7-groep", False, False, 6, True, 8), "VG7_INDIVIDUAL": ("Individueel arrangement", True, True, 1, True, 6),
    "VG6": ("VG6-woning", False, False, 6, False, 7), "WLZ_GGZ_HOME": ("Wlz-ggz wonen", False, False, 5, True, 7),
    "LONG_STAY_GGZ": ("Duurzaam verblijf", False, False, 6, True, 3), "BW": ("Beschermd wonen", False, False, 5, False, 18),
    "BW_PLUS": ("Beschermd wonen plus", True, False, 3, True, 9), "FORENSIC_BW": ("Forensisch beschermd wonen", False, False, 4, True, 5),
    "SECURED_LIVING": ("Beveiligd wonen", True, True, 2, True, 3), "UNCONDITIONAL_HOME": ("Onvoorwaardelijk thuis", True, True, 2, True, 5),
    "PROTECTED_HOME": ("Beschermd thuis", True, False, 2, False, 8), "SKAEVE_HUSE": ("Skaeve Huse", True, False, 4, False, 4),
    "TINY_HOUSE": ("Prikkelarme tiny house", True, False, 1, False, 5), "HOUSING_FIRST": ("Housing First-woning", True, False, 1, False, 5),
    "INDEP_HOME": ("Huurwoning met begeleiding", True, False, 1, False, 4), "SHELTER": ("Opvang", False, False, 8, True, 3),
    "RESPITE": ("Logeerplek", True, False, 2, True, 2), "CRISIS_BED_VG": ("Crisisbed VG", True, False, 2, True, 2),
}  # fmt: skip
SETTING_ORGANISATIONS = {
    "GGZ": ("HIC", "ACUTE_CLOSED", "OPEN_WARD", "KIB", "LONG_STAY_GGZ", "WLZ_GGZ_HOME", "DIAGNOSTIC_CENTRE"),
    "FORENSIC": ("FPA", "FPK", "FORENSIC_BW", "SECURED_LIVING", "BW_PLUS"),
    "ADDICTION": ("ADDICTION_CLINIC", "ADD_FPA", "BW_PLUS"),
    "DISABILITY": (
        "VG7_GROUP",
        "VG7_INDIVIDUAL",
        "VG6",
        "SGLVG_CLINIC",
        "UNCONDITIONAL_HOME",
        "CRISIS_BED_VG",
        "RESPITE",
    ),
    "SHELTERED": ("BW", "BW_PLUS", "PROTECTED_HOME", "HOUSING_FIRST", "WLZ_GGZ_HOME"),
    "SHELTER": ("SHELTER", "BW"),
    "WMO_PROVIDER": ("PROTECTED_HOME", "INDEP_HOME", "BW"),
    "HOUSING_ASSOCIATION": ("SKAEVE_HUSE", "TINY_HOUSE", "INDEP_HOME"),
}

GOOD_AT = (
    "dichtbij blijven als iemand boos is",
    "mensen die niet in een groep passen",
    "middelengebruik bespreekbaar houden",
    "jongvolwassenen met een justitieverleden",
    "psychose met gebruik",
    "vaste gezichten en weinig wisselingen",
    "rust en weinig prikkels",
    "samenwerken met de wijkagent",
    "terugkeer na een crisis",
)
LESS_GOOD_AT = (
    "brandstichting in de voorgeschiedenis",
    "dagelijks gebruik van harddrugs",
    "ernstige lichamelijke zorg",
    "korte opnames",
    "grote groepen",
    "nachtelijke onrust",
)
WORDS = (
    "Een eigen voordeur en mensen die blijven.",
    "Rust in mijn hoofd, en werk met mijn handen.",
    "Dicht bij mijn moeder wonen, maar niet bij haar in huis.",
    "Niet weer een groep. Ik wil mijn eigen keuken.",
    "Mijn hond terug en een tuin.",
    "Dat iemand belt voordat het misgaat.",
    "Een plek waar ik mag blijven, ook na een slechte week.",
    "Mijn kinderen weer zien.",
    "Eerst slapen, dan praten.",
    "Leren lassen en een vast ritme.",
    "Geen nieuwe gezichten meer.",
    "Zelf mijn geld regelen, met iemand die meekijkt.",
)
STRENGTHS = (
    "kookt graag voor anderen",
    "is handig met fietsen en brommers",
    "heeft humor",
    "houdt zich aan afspraken met een vaste begeleider",
    "zorgt goed voor dieren",
    "kan goed zeggen wat niet werkt",
    "speelt gitaar",
    "staat vroeg op",
    "is trouw aan familie",
    "tekent",
    "leert snel door te doen",
    "vraagt op tijd om hulp",
)
