"""The version that is installed."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0+source"
