"""What is at hand for running it as a service fits the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from api.settings import Settings
from tests.api.conftest import ROOT, Shell

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("file", ["onrecord.service", "Containerfile"])
def test_what_is_set_are_settings(file: str) -> None:
    named = re.findall(
        r"^[^#\n]*?ONRECORD_([A-Z_]+)=", (DEPLOY / file).read_text("utf-8"), re.MULTILINE
    )
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("file", ["onrecord.service", "Containerfile"])
def test_the_commands_are_commands(file: str, empty_shell: Shell) -> None:
    text = (DEPLOY / file).read_text("utf-8")
    assert re.search(r'onrecord serve$|CMD \["serve"\]$', text, re.MULTILINE)
    assert "keys create --scope admin" in text
    made = empty_shell("keys", "create", "--scope", "admin")
    assert made.returncode == 0


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    unit = (DEPLOY / "onrecord.service").read_text("utf-8")
    installed = tmp_path / "onrecord.service"
    installed.write_text(unit.replace("/opt/onrecord/bin/onrecord serve", sys.executable), "utf-8")
    checked = subprocess.run([analyze, "verify", installed], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def settings_of(given: dict[str, str]) -> Settings:
    """What the environment of a container sets."""
    named = {name: value for name, value in given.items() if name.startswith("ONRECORD_")}
    assert {name.removeprefix("ONRECORD_").lower() for name in named} <= set(Settings.model_fields)
    return Settings(**{n.removeprefix("ONRECORD_").lower(): value for n, value in named.items()})


def test_what_the_compose_file_names_is_in_it() -> None:
    given = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    services = given["services"]
    for name, service in services.items():
        for other, need in service.get("depends_on", {}).items():
            assert need == {"condition": "service_healthy"}
            assert "healthcheck" in services[other], f"{name} waits for {other}"
        for volume in service["volumes"]:
            source = re.split(r":(?=/)", volume)[0]
            assert source in given["volumes"] or source.startswith("${DOCUMENTS:?")
    api, ingestion = (settings_of(services[name]["environment"]) for name in ("api", "ingestion"))
    assert api.store == ingestion.store == "milvus://milvus:19530"
    assert api.keyed
    assert (api.watch, ingestion.watch, ingestion.loopback) == (False, True, True)
    root, milvus = (services[name]["environment"] for name in ("minio", "milvus"))
    assert root["MINIO_ROOT_USER"] == milvus["MINIO_ACCESS_KEY_ID"]
    assert root["MINIO_ROOT_PASSWORD"] == milvus["MINIO_SECRET_ACCESS_KEY"]


def test_kubectl_renders_the_api_and_the_ingestion() -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("no kubectl here")
    command = [kubectl, "kustomize", DEPLOY / "kubernetes"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    rendered = list(yaml.safe_load_all(done.stdout))
    there = {(each["kind"], each["metadata"]["name"]): each for each in rendered}
    (common,) = (each for each in rendered if each["kind"] == "ConfigMap")
    key = yaml.safe_load((DEPLOY / "kubernetes" / "first-key.yaml").read_text("utf-8"))
    found = {}
    for name in ("onrecord-api", "onrecord-ingestion", key["metadata"]["name"]):
        pod = there.get(("Deployment", name), key)["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert container["image"] == "registry.example/onrecord:0.1.0"
        volumes = {each["name"]: each for each in pod["volumes"]}
        assert {each["name"] for each in container["volumeMounts"]} == volumes.keys()
        for volume in volumes.values():
            if claim := volume.get("persistentVolumeClaim"):
                assert ("PersistentVolumeClaim", claim["claimName"]) in there
        if "envFrom" in container:
            assert container["envFrom"] == [{"configMapRef": {"name": common["metadata"]["name"]}}]
        own = {each["name"]: each["value"] for each in container.get("env", ())}
        image = {"ONRECORD_HOST": "0.0.0.0"}
        found[name] = settings_of({**image, **common["data"], **own})
    assert found["onrecord-api"].keyed
    assert found["onrecord-ingestion"].loopback
    service = there["Service", "onrecord"]["spec"]
    labels = there["Deployment", "onrecord-api"]["spec"]["template"]["metadata"]["labels"]
    assert service["selector"].items() <= labels.items()
