"""What comes from outside is shown as text and nothing else, and what is written down tells no secret."""

import logging
import re

import pytest
from api_made import Program, api_crew
from makers import COMMUNE
from web_made import PASSWORD

from broadcaster.domain.accounts import Role
from broadcaster.domain.tokens import Scope
from broadcaster.web.pages import ROUTERS

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "'-alert(1)-'",
)


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    made = api_crew(tmp_path_factory.mktemp("đài"), peopled_folder)
    sender = Program(made, Scope.NEWS_IN)
    for number, evil in enumerate(EVIL):
        item = {name: f"{evil} {name}" for name in ("title", "body", "headline", "source", "author", "question")}
        assert sender.post("/news", item | {"topic": "3", "genre": "tin", "key": f"xau-{number}"}).status_code == 201
    yield made
    made.close()


def _pages(crew):
    with crew.station.store.reading() as tx:
        names = [each.id for each in tx.news.all()]
    for route in (route for router in ROUTERS for route in router.routes if "GET" in route.methods):
        parts = re.findall(r"\{(\w+)", route.path)
        if not parts:
            yield route.path
        elif parts != ["secret"]:
            yield from (re.sub(r"\{\w+(:\w+)?\}", name, route.path) for name in names)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN, Role.APPROVER])
def test_news_from_outside_runs_nowhere(crew, role):
    client = crew.as_(role)
    for path in _pages(crew):
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert not re.search(r"<script>alert|<img src=x|<svg/onload|(href|src|action)=.javascript:", answer.text), (
                path
            )
            assert "unsafe" not in answer.headers["content-security-policy"]


def test_requests_are_written_down_by_a_stable_key_and_without_secrets(crew, caplog):
    caplog.set_level(logging.DEBUG, "broadcaster")
    player = Program(crew, Scope.BUNDLES, outlet=COMMUNE)
    for _ in range(3):
        assert player.get(f"/outlets/{COMMUNE}/manifest").status_code == 200
    client = crew.anybody()
    assert client.sign_in("editor").status_code == 303
    client.get("/lap-mat-khau/bi-mat-mot-lan")
    told = [each for each in caplog.records if getattr(each, "action", "") == "web_request"]
    said = "\n".join(each.getMessage() for each in caplog.records)
    assert f"who=token:{player.token.id}" in said
    assert "/api/v1/outlets/{outlet_id}/manifest 200" in said
    cookies = list(client.cookies.values())
    for secret in (player.secret, PASSWORD, "bi-mat-mot-lan", *cookies):
        assert secret
        assert secret not in said
    assert {logging.DEBUG, logging.INFO} == {each.levelno for each in told}, "what receivers ask from memory is quiet"


def test_receivers_are_counted_by_route_and_never_by_name(crew):
    player = Program(crew, Scope.BUNDLES, Scope.METRICS, outlet=COMMUNE)
    for _ in range(2):
        player.get(f"/outlets/{COMMUNE}/manifest")
    told = crew.anybody().get("/metrics", headers={"Authorization": f"Bearer {player.secret}"}).text
    assert 'broadcaster_requests_total{method="GET",route="/api/v1/outlets/{outlet_id}/manifest",status="200"}' in told
    assert player.token.id not in told
