"""Whatever the schema of the door for programs allows is answered as the schema says, and never by a failure."""

import pytest
import schemathesis
from api_made import EVERY_SCOPE, Program, api_crew
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makers import COMMUNE
from schemathesis import GenerationMode, checks

from broadcaster.domain.tokens import Scope

SETTINGS = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""For each operation and token, always the same questions: a few seconds in all."""

OPERATIONS = [
    "GET /api/v1/files/{sha256}",
    "GET /api/v1/outlets",
    "GET /api/v1/outlets/{outlet_id}",
    "GET /api/v1/outlets/{outlet_id}/as-run",
    "GET /api/v1/outlets/{outlet_id}/bundles/{date}",
    "GET /api/v1/outlets/{outlet_id}/manifest",
    "GET /api/v1/outlets/{outlet_id}/playlists/{date}",
    "GET /api/v1/targets",
    "POST /api/v1/news",
    "POST /api/v1/outlets/{outlet_id}/as-run",
]


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    made = api_crew(tmp_path_factory.mktemp("đài"), peopled_folder)
    yield made
    made.close()


@pytest.fixture(scope="module")
def operations(crew):
    schema = schemathesis.openapi.from_dict(crew.anybody().get("/api/v1/openapi.json").json())
    return {each.ok().label: each.ok() for each in schema.get_all_operations()}


@pytest.fixture(scope="module")
def holders(crew):
    """Give tokens: one of all scopes for one outlet, one of each scope alone for all outlets, and none."""
    programs = [Program(crew, *EVERY_SCOPE, outlet=COMMUNE), *(Program(crew, scope) for scope in Scope)]
    return [*({"Authorization": f"Bearer {each.secret}"} for each in programs), {"Authorization": "Bearer btk_sai"}]


def test_every_operation_of_the_schema_is_asked(operations):
    assert sorted(operations) == OPERATIONS


@pytest.mark.parametrize("label", OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_answers_are_as_the_schema_says(crew, operations, holders, label, mode):
    operation, client, seen = operations[label], crew.anybody(), []

    @SETTINGS
    @given(st.data())
    def asked(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if "outlet_id" in (case.path_parameters or {}) and data.draw(st.booleans()):
            case.path_parameters["outlet_id"] = COMMUNE
        for headers in holders if len(seen) < len(holders) else holders[:1]:
            sent = case.as_transport_kwargs(base_url="http://localhost", headers=headers)
            body = {"content": sent["data"]} if "data" in sent else {"json": sent["json"]} if "json" in sent else {}
            known = {name: sent[name] for name in ("method", "url", "headers", "params") if sent.get(name)}
            answer = client.request(**known, **body)
            case.validate_response(
                answer,
                checks=[
                    checks.not_a_server_error,
                    *(checks.CHECKS.get_one(name) for name in ("status_code_conformance", "content_type_conformance")),
                    checks.CHECKS.get_one("response_schema_conformance"),
                ],
            )
            seen.append(answer.status_code)

    asked()
    assert ({401, 403} if mode is GenerationMode.POSITIVE else {401}) <= set(seen)
