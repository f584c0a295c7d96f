"""The words for every coded reason, in one file for translators and policy advisers.

A rule raises a code; the same code becomes the text on a disabled button, in a message and on an error page.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.base.errors import Refused

REASONS: dict[str, Promise] = {
    "GONE": _("This is not there, or not any more. Go back and look again."),
    "BOTTLENECK_CLOSED": _("This bottleneck is off the agenda. Put it back first."),
    "ALREADY_THERE": _("It stands there already."),
    "CLASS_MISSING": _("Say of which kind it is, and whose rule or money."),
    "RULES_NOT_ASKED": _(
        "First look whether it can be solved within the rules: most can. Write that down, and then ask."
    ),
    "WITHIN_WORDS_MISSING": _("Say how it was looked at, whether the rules allow it."),
    "WITHIN_THE_RULES": _(
        "This can be solved within the rules: that is for the case table or the funders, not for the steering group."
    ),
    "NO_HIGHER_TABLE": _("There is no table above this one. Answer it here."),
    "EVALUATE_WITHIN": _("Look at it again on a day within its period."),
    "LONGER_THAN_TWO_YEARS": _("Room holds for at most two years. Say why it should last longer."),
    "ARTICLE_MISSING": _("Name the article or section of that law."),
    "ROOM_ENDED": _("This room is over. Agree on new room when it is needed."),
    "ROOM_NOT_YET": _("This room begins later. Use it from its first day on."),
    "OWNER_CANNOT": _("This colleague does not keep bottlenecks. Choose somebody who does."),
    "ASKED_SAFELY": _("This was asked safely: only who takes it further changes it."),
    "REMEDY_NOT_NOW": _(
        "What makes this place possible is over, or begins later. Compute a new round, or choose another place."
    ),
    "ROOM_FULL": _("This room serves as many people as was agreed. Ask for more room."),
    "EMPTY_PACKAGE": _("Choose what belongs to the package, at most forty things."),
    "NO_SUCH_CRITERION": _("One of these rules is not in the register any more. Choose again."),
    "TOO_MANY_REMEDIES": _("One of these rules names as much that would lift it as it can hold. Choose fewer rules."),
    "NOT_OF_THIS_ORGANISATION": _("This colleague does not work at that organisation. Choose again."),
    "HANDOVER_RUNS": _("A handover of this kind runs for this person already. Open that one."),
    "HANDOVER_ENDED": _("This handover is over. Nothing can be added to it; begin a new one when it is needed."),
    "GIVER_TAKES_NO_PART": _("Who hands over takes part in the case. Invite this colleague first."),
    "HOME_BEFORE_RETURN": _(
        "The own place is kept until a day before the return. Arrange a later day, or an earlier return."
    ),
    "ALREADY_MOVED": _("The move has been made: this lies behind you now."),
    "NO_RECEIVER": _("Nobody receives yet. Ask one or more organisations first."),
    "NO_MOVE_DAY": _("There is no day for the move yet. Set it first."),
    "NOT_READY_YET": _("Not everything is there for the move. What is missing stands on the page of the handover."),
    "MOVE_NOT_YET": _("The day of the move has not come. Moved earlier? Change the day first."),
    "PLACE_OUT_OF_SERVICE": _(
        "This place is out of service on that day. Choose another place or another day; the receiver knows more."
    ),
    "FILE_ONLY": _("A file alone is no handover: talk to each other, and write down here that you did."),
    "TALK_TOO_SHORT": _("This talk was too short to hand somebody over. Talk again, and write that down."),
    "NOT_TALKED": _("Nobody knows enough from a file. Write down the handover talk first."),
    "TALK_ONCE_MORE": _(
        "One talk is not enough to know somebody. Talk again and write it down, or let a manager stand behind an exception."
    ),
    "BEFORE_THE_MOVE": _("This comes after the move: choose the day of the move or a later one."),
    "CHECK_IN_HELD": _("This check-in stands here already."),
    "CHECK_IN_ORDER": _(
        "Check-ins come one after the other, each on a later day. Write down the one before first, or why it was not held."
    ),
    "CHECK_IN_EARLY": _(
        "It is too early for this check-in: it comes so many months after the move, or a week before that."
    ),
    "ALREADY_RECEIVES": _("This colleague receives already. Choose somebody else."),
    "HANDOVER_FIRST": _(
        "A planned step to another organisation goes with a warm handover: choose it, let one begin, or say in a few words why there is none."
    ),
    "HANDOVER_MOVES": _("This step goes with a warm handover: it is taken when the move is made there."),
    "OTHER_RECEIVER": _("Another organisation receives in that handover. Choose the handover that leads here."),
    "LIGHT_MISSING": _(
        "Nobody keeps a pilot light for this person yet. Agree first on who does, how often and until when."
    ),
    "RECEIVER_SAYS": _("Only who receives can say this. Who hands over asks them."),
    "NOT_COMPLETE_YET": _("Aftercare is not finished. What is missing stands on the page of the handover."),
    "NOT_BY_HAND": _("This is written down by itself when it happens."),
    "NOT_MOVED_YET": _("This comes after the move."),
    "WHO_WAS_THERE": _("Say who was there."),
    "CHOOSE_ONE": _("Choose one of the answers."),
    "POSSIBLE_MISSING": _("Say what would be possible: a no leaves the other with something to go on with."),
    "SOMEBODY_ELSE_FIRST": _(
        "This question was answered or let go in the meantime. Nothing was changed; you need not do anything."
    ),
    "NOT_HELD_YET": _("This talk was not held yet."),
    "NOBODY_ASKED": _("Choose at least one organisation to ask."),
    "OWN_ORGANISATION": _("The organisation that hands over cannot receive as well."),
    "ALREADY_ASKED": _("One of these organisations was asked already and has not answered yet."),
    "ALREADY_LINKED": _("This talk stands beside the handover already."),
    "NUMBERS_TURNED_ROUND": _("Somewhere a first day lies after the last one. Look at the numbers again."),
    "NO_POWER": _(
        "Your role does not include this. The contact person of your organisation can give you another role."
    ),
    "NO_GRANT": _(
        "You take no part in this case, or not in a role that opens this information. The case director can invite you."
    ),
    "NOT_YOUR_ORGANISATION": _(
        "This place belongs to another organisation. Only they can change it; their phone number is on the page."
    ),
    "RULE_OF_OTHERS": _(
        "Somebody else set this rule. Its owner can change it; who may relax it for one person stands beside it."
    ),
    "LOG_TOO_LONG": _(
        "The whole log is too long for a page. Verify it on the server: samenhang audit verify. What is new can be verified here."
    ),
    "NO_SUCH_RUNG": _("This rung is not on the ladder of the region."),
    "LADDER_TOO_SHORT": _("A ladder has at least two rungs."),
    "RUNG_TWICE": _("Every rung stands on the ladder once."),
    "CRISIS_GOES_UP": _("In a crisis one steps from home to a clinic. Choose a planned step for anything else."),
    "CRISIS_IS_NOW": _("A crisis is now, or has been. Plan a step that is still to come as a planned one."),
    "HOME_UNDECIDED": _("There is a place where this person lives. Say whether it is held or given up."),
    "NO_HOME_TO_HOLD": _("There is no place of their own that can be held."),
    "HOME_HELD_BY_WHOM": _("Say until which day the place is held, and who pays for it."),
    "CRISIS_HOLDS_HOME": _(
        "Nobody loses their place because of a crisis: it is held. Say until which day, and who pays."
    ),
    "EXPERTISE_FIRST": _(
        "This person went to another provider three times in two years. Say which expertise was brought to them first, and why that was not enough."
    ),
    "INCIDENT_ENDS_NOTHING_HERE": _(
        "Here somebody may stay whatever happens. An incident ends nothing; ask for help for the team instead."
    ),
    "TALK_FIRST": _("An incident alone ends no stay. Sit together first with those involved, and say when that was."),
    "FREEDOM_OUT_OF_ORDER": _("The step before this one was not a go yet."),
    "WHERE_MISSING": _("Say where."),
    "STEP_PLANNED": _("There is a planned step already. Take it, or withdraw it first."),
    "NO_SUCH_PLACE": _("This place is not in the register."),
    "LIGHT_TOO_RARE": _("Somebody has contact at least twice a year."),
    "WORDS_OF_CLIENT_MISSING": _("The words of the person themselves are missing."),
    "MOVED_TODAY_ALREADY": _("This person came to stay somewhere today. Move tomorrow, or correct that stay first."),
    "INQUIRY_RUNS": _("The inquiry about compulsory care still runs. Finish it first."),
    "STILL_ON_THE_WAY": _(
        "This person is on the way: a place is held for them, a step is planned, a crisis runs or a handover is open. Finish that first."
    ),
    "LIGHT_STILL_BURNS": _("A pilot light burns. Let it go out with a decision first, or keep it."),
    "LETTING_GO_NEEDS_ANALYSIS": _(
        "Nobody is let go of without an analysis. Write it under Pathway, Letting go; or keep a pilot light."
    ),
    "LIGHT_BURNS": _("A pilot light burns already."),
    "KEEPER_TAKES_NO_PART": _("Who keeps the light takes part in this case. Invite them first."),
    "EMERGENCY_NUMBER_FIRST": _("There is danger: call 112 first. Then note that you did."),
    "CRISIS_RUNS": _("This crisis is being noted already. Go on there."),
    "MINUTES_MISSING": _("Say in how many minutes."),
    "BEFORE_THE_CALL": _("This lies before the first call."),
    "LESS_FIRST": _("Say why something less drastic was not enough."),
    "ADMISSION_MISSING": _("Say where somebody is admitted."),
    "BED_RIGHT_EXISTS": _("There is such an agreement with this organisation already."),
    "BED_RIGHT_ENDED": _("This agreement does not hold on that day."),
    "NIGHTS_MISSING": _("Say how many nights: at least one."),
    "MORE_NIGHTS_THAN_AGREED": _("These are more nights than were agreed. Agree anew, or choose an admission."),
    "ROSTER_EXISTS": _("This organisation has a roster with this name already."),
    "PHONE_MISSING": _("A mobile number is missing."),
    "SHIFT_TOO_LONG": _("Nobody is on duty for more than a week on end."),
    "ON_DUTY_ALREADY": _("This colleague is on duty already at that time."),
    "SHIFT_IS_OVER": _("This shift is over. What was stays as it was."),
    "BUDGET_MISSING": _("Say how much money a crisis intervention team takes."),
    "STEP_NOT_POSSIBLE": _(
        "This step is not possible now. Look at where it stands: somebody may have taken a step before you."
    ),
    "NO_OWN_FILE": _("There is no file here that is yours. Did you expect one? Ask somebody who works with you."),
    "ALREADY_TAKES_PART": _("This person or team already takes part in the case in this role."),
    "NOT_SIGNED_IN": _("Sign in first: somebody must stand for this."),
    "NO_CATEGORY": _("Choose at least one kind of information."),
    "ASK_IT_ALONE": _(
        "This kind of information is asked for by itself, not together with others: people are easily ashamed of it, or harmed by it."
    ),
    "CONSENT_TOO_LONG": _("Consent runs for a year at most; then it is asked again."),
    "PORTAL_IS_THEIRS": _("Only the person themselves can answer in the portal. Choose spoken or signed."),
    "IN_THE_FUTURE": _("This day has not come yet."),
    "WITNESS_MISSING": _("Say who was there when consent was spoken."),
    "ALREADY_ANSWERED": _("There is an answer to this already. Nothing was changed."),
    "ALREADY_WITHDRAWN": _("This consent was withdrawn before."),
    "ALREADY_TOLD": _("The person was told already."),
    "MINUTES_WITH_SUPPORT": _("Fill in the minutes with support nearby, and only there."),
    "AREAS_WITH_NOT_THERE": _("Name the areas with not in certain areas, and only there. Never write the reason."),
    "NEED_TWICE": _("The same need stands in the list twice."),
    "ALREADY_KNOWN": _("This person is already recorded there."),
    "NAME_AND_BIRTH_DATE": _("Give the number, or the whole name and the birth date."),
    "NOBODY_FOUND": _(
        "Nobody, or more than one person, answers to this. Check the spelling of the whole name and the birth date, or use the number."
    ),
    "NOT_ALLOWED": _(
        "The rules do not allow this now. Nothing was shared. The answer above says what would make it possible."
    ),
    "TELL_FIRST": _("The person hears these very sentences first: say how you told them."),
    "NECESSITY_MISSING": _("Say in a sentence why the receiver needs this."),
    "CONDITIONS_NOT_KEPT": _("Confirm that you keep to the conditions and share no more than this."),
    "NOTHING_CHOSEN": _("Choose what you want to share."),
    "CLOSED_LIST": _("Choose from the list here: free words would tell more about the person than is needed."),
    "TOO_LONG": _("Keep it short: at most 600 characters. A file does not belong here."),
    "WEIGHING_MISSING": _("Fill in the weighing first: without it nothing is shared against a duty of secrecy."),
    "CHOOSE_COLLEAGUE": _("Choose who there reads along; a whole organisation cannot."),
    "NOT_THERE": _("This colleague does not work for the organisation that receives it."),
    "FORM_INCOMPLETE": _("Answer every question of the weighing."),
    "NOT_YOUR_OWN_WEIGHING": _("A second person looks at a weighing, never the one who made it."),
    "RULES_CHANGED": _("The rules changed since you read them. Read them again before you sign."),
    "ALREADY_SIGNED": _("You have signed this version already."),
    "TOO_MANY_QUESTIONS": _("You asked this twenty times in an hour. Wait a while, or ask the privacy officer."),
    "NOT_HELD": _("This is not held back any more."),
    "LIST_DECIDED": _("Somebody has decided about this list already."),
    "CONSENT_FIRST": _("Ask the person first: there is no consent for this organisation to take part in this role."),
    "CASE_CLOSED": _(
        "This case is closed and its data are shielded. Open it again first, with the new purpose in words."
    ),
    "CASE_OPEN": _("This case is not closed."),
    "ONLY_THE_DIRECTOR": _("Only the case director can close the case."),
    "NOBODY_NAMED": _("Name at least one colleague who may read this dossier, otherwise nobody can help this person."),
    "NOT_IN_CASE": _("Only somebody who takes part in the case can be named. Invite them first."),
    "NOT_RESTRICTED": _("This dossier is not restricted."),
    "WHY_NOT_TOLD": _("Write down why the client is not told yet. Without a reason the client is told."),
    "NOT_YOUR_OWN": _("Nobody reviews their own emergency access. Somebody else with this task can."),
    "REVIEWED": _("Somebody has reviewed this already. What they wrote stands below."),
    "SEAT_TAKEN": _("There already is one. End that participation first."),
    "ALREADY_LEFT": _("This participation has already ended."),
    "ENDS_BEFORE_START": _("The end would lie before the start."),
    "TITLE_EXISTS": _("This title was recorded before."),
    "MOMENT_MISSING": _("The term of this title runs in hours: fill in the moment at which it began."),
    "NOTHING_FILED": _("No follow-on request was filed before that day."),
    "NOT_THIS_TITLE": _("This does not belong to this title."),
    "OWNER_MISSING": _("Choose a colleague or an organisation."),
    "NOT_A_MUNICIPALITY": _("Choose a municipality."),
    "RETURN_EXISTS": _("The return after this title was noted before."),
    "SHARE_FIRST": _(
        "Nothing about the title was shared with this municipality yet. Share it first: the rules say what may go."
    ),
    "NO_MAIL": _("The mail did not leave. Call, or send a letter."),
    "SAME_PAYER": _("Choose two different payers: from whom, and to whom."),
    "ESTIMATE_MISSING": _("Fill in the hours a week or the amount, as an estimate."),
    "NOT_LATER": _("Choose a day after the present last day."),
    "NOTHING_REPLACED": _("Choose at least one title or indication in whose place the entitlement stands."),
    "ENTITLEMENT_EXISTS": _("There is an entitlement in that period. End that one first."),
    "PLACE_FULL": _(
        "The last free slot of this place has just been given to somebody else. Nothing was changed for this person: choose another place."
    ),
    "PLACE_UNKNOWN": _("This place is not in the register today."),
    "NOT_THIS_PERSON": _("This fact belongs to somebody else's dossier. Nothing was written."),
    "NEED_MET": _(
        "Somebody has already decided about this person. Nothing was changed: look at the decision that was taken."
    ),
    "NEED_EXISTS": _("There already is an open need for this person. Change that one."),
    "NO_FORM": _("Choose at least one form that would do."),
    "WHY_RESIDENTIAL": _(
        "A residential or secured form needs a reason: the wish of the client or public safety, in words. Ambulatory is the rule."
    ),
    "CHANGED_MEANWHILE": _(
        "Somebody changed this while you were working on it. What you filled in is kept on the form; compare it with what is there now and save again."
    ),
    "CLIENT_NOT_SEEN": _(
        "A refusal on paper only is not possible: record when the client was seen in person, or why this is an exception."
    ),
    "NO_TIME": _("Register at least a quarter of an hour."),
    "TOO_MUCH_TIME": _("With what you registered before, this is more than there is in a day."),
    "TOO_LONG_AGO": _("This day is too long ago: its year has been settled."),
    "NAMES_SOMEBODY": _("This names somebody whom you work with. Describe the work without the name."),
    "NOT_A_FUNDER": _("Only a funder can cover time, and not the organisation itself."),
    "NO_ORGANISATION": _("You work at no organisation today, so there is nowhere to put this."),
    "REASON_MISSING": _("Write down the reason first: the decision is kept with it."),
    "NOTHING_TO_COMPUTE": _("Nobody waits, so there is nothing to compute."),
    "PROPOSAL_CHANGED": _(
        "A newer round has been computed since you opened this page. Look at its proposal below before you decide."
    ),
    "NO_PROPOSAL": _("The round proposes no place for this person: choose another place, postpone or decline."),
    "TOO_MANY_SLOTS": _("The place has fewer slots than that."),
    "IMPORT_GONE": _(
        "This file is no longer here: it was imported or thrown away, or half an hour has passed. Nothing was changed; choose it again."
    ),
    "IMPORT_CHANGED": _(
        "Since you looked, something changed in what is recorded, so this file would do something else. Nothing was imported: look again at what would happen now."
    ),
    "IMPORT_HAS_FAULTS": _("There are errors in this file, so nothing was imported."),
    "UNKNOWN_FACT": _("This fact does not exist."),
    "OPERATOR_DOES_NOT_SUIT": _("This comparison does not suit the fact."),
    "TAKES_NO_VALUE": _("This comparison takes no value."),
    "NEEDS_TWO_NUMBERS": _("Give two whole numbers, the lower first."),
    "NEEDS_ONE_NUMBER": _("Give one whole number."),
    "NEEDS_VALUES": _("Give at least one value."),
    "OWN_APPROVAL": _("Nobody approves their own request: somebody else has to look at it."),
    "LOG_TERM_RUNS": _("Lines of the log are kept for at least five years. These are younger."),
    "NOTHING_TO_DESTROY": _(
        "There are no lines whose term has passed and that stand under a signed checkpoint. Nothing was removed."
    ),
    "DOCUMENT_EMPTY": _("This file is empty. Nothing was kept."),
    "DOCUMENT_TYPE": _(
        "Files of this kind cannot be attached. Possible are PDF, PNG, JPEG, plain text, Word, Excel and OpenDocument text."
    ),
    "DOCUMENT_CONTENT": _(
        "The content of this file is not what its name says, or it is damaged. Save it again and choose it once more. Nothing was kept."
    ),
    "DOCUMENT_BOMB": _("This file unpacks to far more than its size. Nothing was kept."),
    "DOCUMENT_ACTIVE": _(
        "There are macros, scripts or references to other files in this file. Save it without them, or as PDF. Nothing was kept."
    ),
    "DOCUMENT_TOO_LARGE": _("This file is larger than 10 MB. Nothing was kept."),
    "DOCUMENT_INFECTED": _("The scanner found something harmful in this file. Nothing was kept."),
    "DOCUMENT_DAMAGED": _(
        "This file is no longer what was attached, so it is not handed out. Tell whoever keeps the system."
    ),
    "DOCUMENT_WITHDRAWN": _("This document was withdrawn. Attach a new one instead."),
    "SCANNER_SILENT": _("The scanner for harmful files does not answer, so nothing was kept. Try again later."),
    "EXPORT_EXPIRED": _("A day has passed since this was asked. Ask again if it is still needed."),
    "EXPORT_DECIDED": _("Somebody has already decided about this request."),
    "EXPORT_NOT_APPROVED": _("Somebody else has to approve this first."),
    "EXPORT_TAKEN": _("This was handed out before. Once is all: ask again if it is still needed."),
    "EXPORT_NOBODY": _("There is nobody in this list whom you may see."),
    "LOG_PERIOD": _("Give a first and a last day, at most a year apart."),
    "NOT_FOR_PERSONAS": _("Everybody shares a persona of the demonstration, so it has nothing of its own to change."),
    "LAST_SECOND_FACTOR": _("Your role asks for a second factor and this is the last one. Add another one first."),
    "NOT_YOURS": _("This belongs to somebody else, or it is no longer there."),
    "NOT_YOUR_COLLEAGUES": _("Only somebody of the organisation itself keeps its accounts."),
    "NOT_ABOUT_YOURSELF": _("Nobody decides about their own access. Ask a colleague with the same task."),
    "USERNAME_TAKEN": _("Somebody has this user name. Choose another one."),
    "EMAIL_TAKEN": _("Somebody has an account with this e-mail address. Give them a role instead of a second account."),
    "SUBJECT_TAKEN": _("Somebody with this subject at the provider has an account."),
    "EXPIRES_IN_THE_PAST": _("This day has passed. Choose a later one."),
    "SECOND_PERSON_NEEDED": _(
        "This account was used before. A second person confirms before a new way in works: fill in why it is needed."
    ),
    "TOO_NEW_TO_CONFIRM": _(
        "You got this task less than two weeks ago from a colleague. Somebody who has it longer, or the privacy officer, confirms this."
    ),
    "HAS_THIS_ROLE": _("This colleague has this role in that period."),
    "ALREADY_ENDED": _("This has already ended."),
    "ALREADY_DECIDED": _("Somebody has just decided about this. Look at the decision that was taken."),
    "KEY_TOO_LONG": _("A key lasts a year at most."),
    "NO_SCOPE": _("Choose at least one thing that the key may do."),
    "SCOPE_TOO_WIDE": _("A key cannot do what its owner may not."),
    "NO_SUCH_ORGANISATION": _("There is no organisation with this code."),
    "REVIEW_EXISTS": _("There is a review of this organisation for this year."),
    "NOBODY_TO_REVIEW": _("Nobody has access on behalf of this organisation today."),
    "REVIEW_FINISHED": _("This review is finished and cannot be changed."),
    "NEW_ROLE_MISSING": _("Choose the role that this colleague gets instead."),
    "LINES_OPEN": _("Decide about everybody first."),
    "NOT_A_COLLEAGUE_ON_CASES": _(
        "Cases can be handed over to a colleague of the same organisation who works on cases."
    ),
    "CHANGED_SINCE": _("This changed since you read it. Read it again and repeat what you want with its new stamp."),
    "SCOPE_MISSING": _("This key may not do this: make one with the scope that is asked for."),
    "ALREADY_NOTED": _("This stands in the picture already. Change what stands there, so that nothing is said twice."),
    "DAY_MISSING": _("Give the day that belongs to it as well."),
    "REPRESENTATIVE_KIND_MISSING": _("Say how this person represents: what they may decide depends on it."),
    "SAME_PERSON": _("This is the same person."),
    "IN_THIS_HOUSEHOLD": _("These two share a household already."),
    "IN_ANOTHER_HOUSEHOLD": _("Both live in a household of their own. Let one of them leave it first."),
    "NO_HOUSEHOLD": _("This person lives in no household that is known here."),
    "SOURCE_MISSING": _("Say who says this: a name or an organisation."),
    "INSTRUMENT_MISSING": _("Name the instrument."),
    "LESSON_MISSING": _("Write down first what others can learn from it."),
    "NAMES_A_PLACE": _("This text names an organisation or a municipality. Describe it in general words."),
    "NAMES_A_DAY": _("This text names a day. Leave the date out, so that nobody can be recognised by it."),
    "SIGNAL_TOO_LONG": _("A signal has at most 300 characters: what was seen or heard, and nothing more."),
    "GUESS_ABOUT_ILLNESS": _("This reads as a guess about an illness. Write what was seen or heard instead."),
    "REPORT_TOO_LONG": _(
        "A report has at most 8,000 characters. Write what was seen or heard; a file belongs elsewhere."
    ),
    "HEALTH_WORDS_FIRST": _(
        "There are words about health in this report. First strike them, or say why they may stay."
    ),
    "NOTHING_MARKED": _("There are no words about health to weigh in this report."),
    "CASE_WORDS_MISSING": _("Write in a few sentences what the case is told of this report."),
    "CASE_WORDS_TOO_LONG": _("What the case is told has at most 1,000 characters: what it needs, and no more."),
    "SAME_PERSON_OR_NOT": _(
        "Another report may be about the same person. Say which one, or that this is somebody else: nobody gets two dossiers."
    ),
    "SAME_REPORT": _("This is the same report. Choose another one."),
    "TWO_PEOPLE": _("These reports are about two different people who are known here. First say who each is about."),
    "NOT_JOINED": _("This report is not joined with another one."),
    "NO_DESK": _("There is no report desk yet. The administrator of the region can open one."),
    "ABOUT_WHOM": _("Say about whom it is: a name, or at least an address."),
    "REPORTER_MISSING": _("Fill in who reports and how they can be reached: the reporter always hears what was done."),
    "REFERENCE_TAKEN": _(
        "Another report of your organisation has this number already. Give each report its own number."
    ),
    "NOT_A_PARTY": _(
        "Weighing is done for the public health service, mental health or addiction care, and disability care. Your organisation is none of these."
    ),
    "CRISIS_FIRST": _("There is danger now. First note who was called, or that somebody looked and found no danger."),
    "PARTY_MISSING": _("Not all three parties have weighed. Wait for them, or say why it is decided without."),
    "TALK_INCOMPLETE": _("Of the talk with the client the place and who spoke are missing."),
    "CLIENT_NOT_SPOKEN": _(
        "First speak with the client, or say why that is not possible. Nobody is signed up on paper only."
    ),
    "INFORM_FIRST": _("First tell the person, or say why that is not possible beforehand."),
    "KNOWN_NOWHERE": _("It is not known who this is, or who helps. Say who it is about, or to whom it is passed on."),
    "NOT_YOUNG": _("Early help is for children and young people under eighteen. Choose another outcome."),
    "REENTER_INSTEAD": _(
        "This person was helped before and the case is over. Choose that the case goes on with its last plan."
    ),
    "COORDINATOR_MISSING": _("Name the coordinator who directs the case from now on."),
    "MUNICIPALITY_MISSING": _("Fill in the municipality first: somebody must know who is responsible."),
    "NOBODY_HOLDS": _("Whoever held this case no longer works here. Name who holds it now; nobody may stand alone."),
    "NOT_IN_SOFTWARE": _("The reporter does not sign in here. Tell them in another way."),
    "ONLY_ESSENTIAL_INSISTS": _("Only a reporter who is essential to the person can insist (Wvggz 5:2)."),
    "CRITERIA_MISSING": _("Answer every criterion; not known is an answer as well."),
    "PURPOSE_MISSING": _("Say for which purpose this is talked about."),
    "PURPOSE_NOT_OF_REGIME": _("This purpose does not belong to this law. Choose another purpose, or another law."),
    "CONFERENCE_TOO_LONG": _("A talk lasts from five minutes to eight hours."),
    "CONFERENCE_DAY": _("Choose a day from a month ago to a year and a half ahead."),
    "NOBODY_INVITED": _("Invite at least one party besides the client."),
    "PARTY_UNNAMED": _("Say who is invited: a colleague, an organisation or a name."),
    "PARTY_REASON_MISSING": _("Say of each party in a few words why it is needed at this talk."),
    "CLIENT_MISSING": _("Invite the client or a representative, or say in a sentence why not."),
    "WGS_CONVENER": _(
        "Under the WGS a public participant calls the others together: the care and safety house, a municipality, the police, the GGD or DJI. Ask the process director to convene."
    ),
    "NO_SEAT": _(
        "A talk under this law is kept apart. Only who takes part in the case in a role that sits there can convene it: ask the case director or the process director."
    ),
    "MAY_NOT_KNOW": _(
        "This organisation may not know of the talk yet. Look at “May I share this?” what would make it possible, such as the client's consent."
    ),
    "INVITED_BEFORE": _("This colleague is invited already."),
    "NOBODY_ELSE": _("Nobody else takes part in this case yet. Invite a colleague to the case first."),
    "NO_MEETING": _("This table does not meet on that day. Choose one of its days, or leave the table empty."),
    "CONFERENCE_NOT_PLANNED": _("This talk was held or cancelled, so the appointment is fixed."),
    "CONFERENCE_WRITTEN": _(
        "The record of this talk is closed. Open it again to correct it, as long as the client was not told."
    ),
    "CONFERENCE_NOT_HELD": _("Say first that the talk was held, and who was there."),
    "CONFERENCE_NOT_RECORDED": _("This is possible between the talk and the feedback to the client."),
    "STILL_TO_COME": _("This talk is still to come."),
    "NOTHING_SAID": _("Write a few words more, so that somebody else understands it."),
    "WHO_MISSING": _("Say who this is about or who does it."),
    "OPTION_MISSING": _("Choose the option to which this argument belongs."),
    "NOT_THIS_KIND": _("Such a line does not belong here."),
    "ARGUMENTS_LEFT": _("There are arguments with this option. Take those back first."),
    "NOTHING_WRITTEN": _("Nothing was written down yet. Fill in the questions first."),
    "TOLD_BEFORE_HELD": _("The client cannot be told before the talk was held. Look at the day again."),
    "DELIBERATION_EVALUATED": _(
        "This deliberation was looked back on and stays as it is. Open a new one for a new dilemma."
    ),
    "NO_PROCESS_DIRECTOR": _("Nobody directs the process of this case. Invite a process director to the case first."),
    "TABLE_EXISTS": _("This organisation convenes a table of that name already."),
    "NOT_A_MEETING_DAY": _("Tables meet from Monday to Friday. Choose another first day."),
    "NOT_A_COLLEAGUE_THERE": _("This colleague does not work at that organisation today."),
    "NOT_ANSWERED": _("This question was not answered yet."),
    "PLAN_ENDED": _("This plan has ended. Start a new one to go on."),
    "PLAN_EXISTS": _("There is a plan for this person or this household. One household, one plan: change that one."),
    "PLAN_EMPTY": _("There is no goal in this plan yet, so there is nothing to agree with."),
    "NO_PLAN": _("There is no plan yet. Start one first."),
    "NOT_THIS_PLAN": _("This belongs to another plan, or it was taken out meanwhile. Nothing was changed."),
    "ACTION_OF_NOBODY": _("Say whose move it is: a colleague, an organisation, the person, or somebody close by name."),
    "SAME_GOAL": _("Choose two different goals."),
    "NOT_FROM_HERE": _("This is not possible any more: somebody changed where it stands. Look at how it is now."),
    "PROPOSAL_WAITS": _("A proposal still waits for answers. Take it back, or wait until everybody answered."),
    "NAME_MISSING": _("Fill in the name."),
    "NOT_ASKED": _("Your organisation was not asked, so its answer cannot be given here."),
    "ADJUST_WHAT": _("Write down what changes: it flows into the next version of the plan."),
    "WHY_NOT_THERE": _("The person was not there. Write down what they think, or how you asked them."),
    "ASK_AGAIN_MISSING": _("A no because the team is at its limit is a “not now”. Give the day on which to ask again."),
    "TEAM_NUMBERS": _("Vacancies have one decimal and incidents are a whole number; neither is below zero."),
    "TEAM_WORDS_TOO_LONG": _("What the team needs has at most 300 characters."),
    "NEEDED_MISSING": _(
        "Write down what the team needs to be able to receive somebody: every no says what would make it a yes."
    ),
    "REVIEW_DAY_MISSING": _("Give the day on which the team looks again."),
    "REVIEW_DAY_TOO_FAR": _("The team looks again within 90 days."),
    "IN_THE_PAST": _("This day has passed. Choose a later one."),
    "EVALUATION_THAT_DAY": _("There is an evaluation on that day already."),
    "DRAFT_EXISTS": _("A next signalling plan is in the making. Go on with that one."),
    "SIGNED_ALREADY": _("This plan is in force and does not change any more. Make a next one from it."),
    "SIGNAL_EMPTY": _("Write down at least one sign and one person to call first."),
    "NOT_ASKED_YET": _("Put the plan before everybody first."),
    "CLIENT_FIRST": _("It is the plan of the person: write down that they agree first."),
    "SOMEBODY_OBJECTS": _("Somebody does not agree. Change the plan together, and put it before everybody again."),
    "NOT_IN_FORCE": _("Only a plan that is in force can be opened to others."),
    "NOBODY_THERE": _("Nobody of this organisation takes part in the case. Invite somebody first."),
    "HOURS_MISSING": _("Fill in how many hours a week."),
    "BACKING_MISSING": _("Name the manager who backs this, and in which function."),
    "NO_SUCH_SEAT": _("This is no seat that is given here."),
    "SEAT_OF_TODAY": _("Whoever sits there began today. Hand it over tomorrow, or end that participation first."),
    "TEXT_MISSING": _("Write something first."),
    "CONTACT_INCOMPLETE": _("Somebody to call has a name and a telephone number."),
    "NOT_A_COLLEAGUE": _("Choose a colleague who works at your organisation today."),
    "AWAY_ALREADY": _("It is known already that you are away in these days. End that first, or choose other days."),
    "MERGE_NOT_DIRECTING": _(
        "Two records become one by whoever directs both cases. Ask the other case director to hand over the direction first."
    ),
    "MERGE_RESTRICTED": _("One of the two dossiers is restricted, so they stay apart. Lift the restriction first."),
    "MERGE_EMERGENCY": _("Somebody has one of the two dossiers open in an emergency. Wait until that is over."),
    "MERGE_OWN_ACCOUNT": _(
        "The person, or who represents them, signs in to the record that would go. Let the other one go instead."
    ),
    "MERGE_SHARED": _(
        "Out of the record that would go something was shared, and an act of sharing is never changed. Let the other one go instead."
    ),
    "MERGE_BY_CONSENT": _(
        "Somebody takes part in the record that would go by consent of the person. End that first, and ask again afterwards."
    ),
    "MERGE_SEAT_TAKEN": _(
        "Both cases have a case director or a file holder of their own. Agree who stays, and let the other one leave first."
    ),
    "MERGE_HELD": _("One of the two is held back or stands on a destruction list. Ask the privacy officer."),
    "MERGE_TWICE": _("Both records have something of which there can be one only. End it in one of the two first."),
    "TEXT_TOO_LONG": _("This is longer than 200,000 characters. Attach it as a document instead."),
    "MAY_NOT_READ_THIS": _(
        "Somebody whom you want to tell may not read this kind of information. Choose another kind, or leave the name out."
    ),
    "NOTE_WITHDRAWN": _("This note was withdrawn. Write a new one instead."),
}


def reason_text(error: Refused) -> str:
    """The sentence for a coded reason. Raises KeyError for a code without words; a test keeps the table complete."""
    return str(REASONS[error.code])
