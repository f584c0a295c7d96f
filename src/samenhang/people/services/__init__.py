"""The verbs of people: registering, and proving that a fact is kept with the person it is about."""

from samenhang.people.services.registering import NewPerson, register, register_many, require_person

__all__ = ["NewPerson", "register", "register_many", "require_person"]
