"""Settings: everything that can be set, in one class.

A value comes from the command line, else from the environment (``ONRECORD_…``), else from a
``.env`` file in the working directory, else from here.
"""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

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
from index.readers import Fields

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

    documents: Path = Field(
        Path("seeds"),
        description="The folder of documents. Where it is not set, the folder that was last "
        "indexed into the data directory goes on being used.",
    )
    data: Path = Field(Path(".onrecord"), description="The directory that holds the index.")
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
    mcp: bool = Field(
        False,
        description="Whether the server has tools for MCP clients at `/mcp` (streamable HTTP); "
        "needs the extra `mcp`.",
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

    @field_validator("llm_url")
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

    @field_validator("hosts")
    @classmethod
    def _lower(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.lower() for name in value)

    @property
    def json_fields(self) -> Fields:
        return Fields(
            self.json_text, self.json_title, self.json_date, self.json_author, self.json_origin
        )

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
            shown = f"`{','.join(default)}`"
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
