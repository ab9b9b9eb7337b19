"""Whom people sign in with: the OpenID Connect provider, or the several, that secrets.toml names."""

from __future__ import annotations

import streamlit as st


def has_sign_in() -> bool:
    """Return whether a provider of sign-in is configured: the section [auth] of secrets.toml."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def providers() -> list[str]:
    """Return the providers to choose from, as `st.login` takes them: "" is the only one, of [auth] itself."""
    section = st.secrets.get("auth", {}) if has_sign_in() else {}
    if "client_id" in section:
        return [""]
    return [name for name, value in section.items() if hasattr(value, "keys") and "client_id" in value]
