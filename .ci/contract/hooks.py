"""What a stranger to Sextant must be told so that its requests get past the door, and what no JSON schema can say."""

import ipaddress
import json
import os
import urllib.request
import uuid

import schemathesis

URL = os.environ["SEXTANT_URL"]
OWN_KEY = os.environ["SEXTANT_TEST_API_KEY_ID"]

# A key is nobody's session: these are for a person who is signed in.
PERSONAL = (
    "/auth/session",
    "/auth/profile",
    "/auth/address",
    "/auth/workspace",
    "/auth/workspaces",
    "/auth/sessions",
    "/auth/sessions/{id}",
    "/auth/sign-out-elsewhere",
    "/auth/sign-out-everywhere",
    "/crm/calendar-feed",
)

# Codes of problems that a value of the documented shape can still have.
BEYOND_A_SCHEMA = {
    "check",  # a currency, a time zone or a day that does not exist
    "cursor",  # made up: cursors are signed
    "file_empty",
    "in_the_past",
    "mail_key",  # a PEM that is no private key
    "non_empty",  # nothing but spaces
    "one_filter",  # two where one is asked for
    "password_guessable",
    "repeat",  # a rule of RFC 5545
    "reference_missing",  # an id of nothing
    "rfc_email",  # an address that mail allows and the accounts' library does not take
    "share_kind",  # of which kinds records have owners
    "unkeepable_text",  # NUL
    "unknown_position",  # of no event
    "wrong_clock", "wrong_event",  # in a condition that asks for fields alone
    "why_whom",  # a person or a key, one of them
}
# Filters have a grammar of their own; fields, own values, mappings, the features of a model, the stages of a pipeline, and people and conditions in rules and roles are those of
# the workspace; of which places holidays are known the library says; a time lies within so many years of another; what a
# bulk change sets is of the shape of its entity; a
# domain has letters of any alphabet, for which JSON Schema's patterns have no name; in a phone number the generator takes other digits and
# spaces for \d and \s than ECMAScript does; what is in a file
# that was sent before, and how long it is, no schema says.
OF_THE_WORKSPACE = ("?filter", "/filter", "/matching/filter", "?fields", "/fields", "/sort", "?sort", "?of", "/custom/", "/mapping", "/pipelineId", "/stageId", "/domain", "/website", "/phone", "/fileId", "/format/above", "/settings/matchBy", "/choices", "/values", "/rules", "/lead/", "/customer/", "/stages", "/grants", "?country", "?region", "?from", "?until", "/address", "/policies")

# What is asked for only where it was not given before: a secret is kept, and no answer tells it.
KEPT = {
    "/crm/mail-settings": ("/password", "/dkimKey", "/dkimDomain", "/dkimSelector"),
    "/crm/mailboxes": ("/password",),
    "/crm/mailboxes/{id}": ("/password",),
}

session = {}


def address():
    """Each request comes from one of its own: the limits on guessing and on signing up count by address."""
    return str(ipaddress.IPv4Address(uuid.uuid4().int % 0xDFFFFFFF))


def cookie():
    if "cookie" not in session:
        person = {"name": "Contract", "email": f"{uuid.uuid4()}@contract.example", "password": str(uuid.uuid4())}
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address()}
        asked = urllib.request.Request(f"{URL}/auth/sign-up", json.dumps(person).encode(), headers)
        with urllib.request.urlopen(asked) as answer:
            session["cookie"] = answer.headers["Set-Cookie"].split(";")[0]
        session["password"] = person["password"]
    return session["cookie"]


@schemathesis.hook
def before_call(context, case, kwargs):
    case.headers["X-Forwarded-For"] = address()
    # The generator knows of keys only that they are texts, and would send the same one with another body.
    key = case.headers.get("Idempotency-Key")
    if key and len(key) <= 255 and key.isascii() and key.isprintable() and " " not in key:
        case.headers["Idempotency-Key"] = f"{key[:200]}-{uuid.uuid4()}"
    # It finds its own key in the list of keys, revokes it, and is refused everything from there on.
    if (case.path_parameters or {}).get("id") == OWN_KEY:
        case.path_parameters["id"] = str(uuid.uuid4())
    if case.operation.path in PERSONAL and case.headers.pop("Authorization", None):
        case.headers["Cookie"] = cookie()
        # Who changes their address says their password once more.
        if isinstance(case.body, dict) and case.operation.path == "/auth/address" and isinstance(case.body.get("password"), str):
            case.body["password"] = session["password"]


@schemathesis.hook
def after_call(context, case, response):
    if case.operation.path in PERSONAL and response.status_code in (204, 401):
        session.clear()


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops a refusal of schema-valid data when it is for something that the document has no means to say."""
    if type(failure).__name__ == "UseAfterFree":
        # What is archived lies in the recycle bin, says so, and can be read there.
        answer = response.json()
        return not (isinstance(answer, dict) and answer.get("deletedAt"))
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    if response.status_code == 412:
        return False
    problem = response.json()
    # A rule of the business, such as a stage of another pipeline; and what an invitation needs depends on whom it is for.
    if "rule" in problem or case.operation.path == "/auth/invitations/{token}":
        return False
    errors = problem.get("errors", [])
    kept = KEPT.get(case.operation.path, ())
    beyond = (
        e["code"] in BEYOND_A_SCHEMA
        or e["pointer"].startswith(OF_THE_WORKSPACE)
        or (e["code"] == "required" and e["pointer"] in kept)
        # JSON Schema counts characters, JavaScript the two halves of those beyond U+FFFF.
        or (e["code"] == "max_length" and any(ord(one) > 0xFFFF for one in json.dumps(case.body, ensure_ascii=False, default=str)))
        for e in errors
    )
    return not (errors and all(beyond))
