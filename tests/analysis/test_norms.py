from __future__ import annotations

from analysis.norms import has_norm


def test_a_norm_is_held_only_against_the_programme_that_has_one():
    assert has_norm(["bma-library"])
    assert not has_norm(["relearning"])
    assert not has_norm(["bma-library", "relearning"])
    assert not has_norm([])
