"""Settings: everything that can be set, in one class.

A value comes from the command line, else from the environment (``ONRECORD_…``), else from a
``.env`` file in the working directory, else from here.
"""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path
from pydantic import (
    AnyHttpUrl,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.embedding import BUNDLED
from index.folder import Folders
from index.readers import Fields
from index.stores import located

_PREFIX = "ONRECORD_"
Names = Annotated[tuple[str, ...], NoDecode]
"""Names with commas between them."""


class Settings(BaseSettings):
    """See the module. Raises pydantic.ValidationError for a value that makes no sense."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        extra="ignore",
        frozen=True,
        protected_namespaces=(),
        hide_input_in_errors=True,  # one of them is a secret
    )

    documents: Annotated[tuple[Path, ...], NoDecode] = Field(
        (Path("seeds"),),
        min_length=1,
        description="The folder of documents, or several with commas between them. Where it is not "
        "set, what was last indexed into the data directory goes on being used.",
    )
    data: Path = Field(Path(".onrecord"), description="The directory that holds the index.")
    store: str = Field(
        "",
        description="The address of a Milvus that holds the index instead, as in "
        "`milvus://milvus.example:19530`; a path names the index, where there are several. It "
        "takes the extra `milvus`.",
    )
    store_key: SecretStr = Field(
        SecretStr(""),
        description="What that Milvus asks for: `user:password`, or a token. It is never shown.",
    )
    ray: str = Field(
        "",
        description="The address of a Ray cluster that reads, attributes and embeds new documents "
        "in the place of this machine, as in `ray.example:6379`. It takes the extra `ray`, and "
        "onrecord in the same version on every node.",
    )
    models: Path = Field(
        default_factory=lambda: user_cache_path("onrecord"),
        description="The folder that keeps the int8 form of the bundled model, made once.",
        json_schema_extra={"shown": "the user's cache folder"},
    )
    model: str = Field(
        BUNDLED,
        description="The embedder: the bundled one, or any Sentence Transformers model by its "
        "hub name (fetched from the network, only then) or folder.",
    )
    host: str = Field("127.0.0.1", description="The address that `onrecord serve` listens on.")
    port: int = Field(
        8000, ge=0, le=65535, description="The port it listens on; 0 takes any that is free."
    )
    hosts: Names = Field(
        (),
        description="Further host names that requests may be addressed to, with commas between "
        "them; `*` allows all. On a loopback address only its own names are allowed without it, "
        "so that no other site can reach the server through a visitor's browser.",
    )
    workers: int = Field(
        1,
        ge=1,
        le=100,
        description="How many processes answer. Of several, one more beside them watches the "
        "folder and builds; one that dies is begun anew.",
    )
    worker_timeout: float = Field(
        60.0,
        ge=2,
        description="Seconds without a sign of life after which one of several processes is killed "
        "and begun anew.",
    )
    origins: Names = Field(
        (),
        description="Other sites whose pages may use the API from a browser, as in "
        "`https://desk.example`, with commas between them; `*` for all.",
    )
    access: Literal["auto", "keys", "open"] = Field(
        "auto",
        description="Who may use the server: with `keys`, whoever has a key (`onrecord keys`); "
        "with `open`, everybody who can reach it; with `auto`, everybody on a loopback address "
        "and only with a key on any other. Behind a proxy on the same machine, say `keys`.",
    )
    proxies: Names = Field(
        ("127.0.0.1", "::1"),
        description="Addresses of proxies, which are believed for whom they ask (in "
        "`X-Forwarded-For`).",
    )
    rate: int = Field(
        600,
        ge=0,
        description="Requests a minute that each key, and each address without one, may send; 0: "
        "any number. This machine's own are not counted where they need no key.",
    )
    concurrency: int = Field(
        16, ge=1, le=32, description="Requests that are worked on at the same time."
    )
    queue: int = Field(
        128, ge=0, description="Requests more that wait for their turn; past them clients get 503."
    )
    timeout: float = Field(
        60.0,
        gt=0,
        description="Seconds that a request may wait, and then take, besides what a language "
        "model may take; past them clients get 503.",
    )
    client_timeout: float = Field(
        20.0,
        gt=0,
        description="Seconds within which a client has to send the head of a request, to go on "
        "with its body (at 10 kB a second), and to take what it is sent.",
    )
    watch: bool = Field(
        True, description="Whether the server takes up changes in the folder by itself."
    )
    poll: bool = Field(
        False,
        description="Whether it looks at every file again and again to see them: for network "
        "drives, whose changes the system does not tell.",
    )
    reader: bool = Field(
        True,
        description="Whether a trained reader reads the passages that were found, puts them in "
        "order and finds the words that answer. Without it answers come sooner, and facts are "
        "worse.",
    )
    attribution: bool = Field(
        True,
        description="Whether documents are read for who says what. Without it an index is made "
        "sooner and has no statements and no speakers: every question is searched for by its words "
        "alone. Changed, it makes the index anew.",
    )
    mcp: bool = Field(
        False,
        description="Whether the server has tools for MCP clients at `/mcp` (streamable HTTP); "
        "needs the extra `mcp`.",
    )

    log_format: Literal["text", "json"] = Field(
        "text", description="How the server logs, on stderr: lines to read, or JSON."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="What it logs of its own; from `info` on, every request."
    )
    log_questions: bool = Field(
        False, description="Whether questions stand in the log, at the level `info`."
    )
    traces: str = Field(
        "",
        description="The base URL of an OpenTelemetry collector (OTLP over HTTP), as in "
        "`http://localhost:4318`, that spans are sent to. It takes the extra `telemetry`.",
    )

    json_text: Names = Field(
        Fields().text,
        description="The field of a JSON record that holds its text; several with commas, the "
        "first that is there counts. A dot leads into a record within it: `article.body`.",
    )
    json_title: Names = Field(Fields().title, description="The field with its title.")
    json_date: Names = Field(
        Fields().date, description="The field with its date, as `2024-10-23` or longer."
    )
    json_author: Names = Field(Fields().author, description="The field with its author.")
    json_origin: Names = Field(Fields().origin, description="The field with where it is from.")

    llm_url: str = Field(
        "",
        description="The base URL of an OpenAI-compatible endpoint, as in "
        "`http://localhost:11434/v1`: a language model there words the answers. Without it none "
        "is asked.",
    )
    llm_key: SecretStr = Field(
        SecretStr(""), description="The endpoint's key, where it wants one. It is never shown."
    )
    llm_model: str = Field(
        "", validate_default=True, description="The name of the model at that endpoint."
    )
    llm_timeout: float = Field(
        30.0,
        gt=0,
        le=600,
        description="Seconds that the model has for an answer. Past them the answer is given in "
        "the sources' words.",
    )

    @field_validator("documents", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if isinstance(value, Path):
            return (value,)
        if isinstance(value, str):
            # A folder may have a comma in its name.
            names = [value] if Path(value).is_dir() else value.split(",")
            return tuple(Path(name.strip()) for name in names if name.strip())
        return value

    @field_validator("documents", "data", "models")
    @classmethod
    def _from_home(cls, value: Path | tuple[Path, ...]) -> Path | tuple[Path, ...]:
        # No shell has put it in where "~" stands in .env or behind a comma. "~ana" stays a name.
        def whole(path: Path) -> Path:
            return path.expanduser() if path.parts[:1] == ("~",) else path

        return tuple(map(whole, value)) if isinstance(value, tuple) else whole(value)

    @field_validator("documents")
    @classmethod
    def _apart(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        Folders(value)
        return value

    @field_validator("store")
    @classmethod
    def _located(cls, value: str) -> str:
        if address := value.strip():
            located(address)
        return address

    @field_validator("llm_url", "traces")
    @classmethod
    def _endpoint(cls, value: str) -> str:
        if not (url := value.strip()):
            return ""
        try:
            parsed = TypeAdapter(AnyHttpUrl).validate_python(url)
        except ValidationError:
            raise ValueError("An address that begins with http:// or https:// is needed") from None
        if parsed.username or parsed.password:
            raise ValueError(f"A key in it might be shown; give it as {_PREFIX}LLM_KEY")
        return url

    @field_validator("llm_key")
    @classmethod
    def _sendable(cls, value: SecretStr) -> SecretStr:
        key = value.get_secret_value().strip()
        if not all("!" <= sign <= "~" for sign in key):
            raise ValueError("A key has ASCII letters, digits and signs alone")
        return SecretStr(key)

    @field_validator("llm_model")
    @classmethod
    def _both_or_none(cls, value: str, info: ValidationInfo) -> str:
        if "llm_url" in info.data and bool(value) != bool(info.data["llm_url"]):
            raise ValueError(f"{_PREFIX}LLM_URL and {_PREFIX}LLM_MODEL go together")
        return value

    @field_validator(
        "hosts",
        "origins",
        "proxies",
        "json_text",
        "json_title",
        "json_date",
        "json_author",
        "json_origin",
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("hosts", "origins")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.lower() for name in value)

    @field_validator("origins")
    @classmethod
    def _sites(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            if origin != "*" and not re.fullmatch(r"https?://[^/\s*]+", origin):
                raise ValueError(
                    "An origin is a scheme and a host alone, as in https://desk.example"
                )
        return value

    @property
    def json_fields(self) -> Fields:
        return Fields(
            self.json_text, self.json_title, self.json_date, self.json_author, self.json_origin
        )

    @property
    def keyed(self) -> bool:
        """Whether a key is needed."""
        return self.access == "keys" or (self.access == "auto" and not self.loopback)

    @property
    def longest(self) -> float:
        """Seconds that a reply may take."""
        return self.timeout + (self.llm_timeout if self.llm_url else 0.0)

    @property
    def loopback(self) -> bool:
        """Whether the server can be reached from this machine alone."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


def settings_table() -> str:
    """Every setting as a row of a Markdown table, for the README."""
    rows = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        default = field.default
        if isinstance(extra, dict) and "shown" in extra:
            shown = str(extra["shown"])
        elif default in ((), "", SecretStr("")):
            shown = ""
        elif isinstance(default, tuple):
            shown = f"`{','.join(map(str, default))}`"
        else:
            shown = f"`{str(default).lower() if isinstance(default, bool) else default}`"
        rows.append(f"| `{_PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows) + "\n"


def complaints(error: ValidationError) -> str:
    """What is wrong with the settings that were given, in a sentence each."""
    return " ".join(
        f"{_PREFIX}{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}."
        for each in error.errors(include_url=False)
    )
