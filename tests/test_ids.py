"""Ids follow from content, and from nothing else."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from dragoman import ids
from dragoman.ids import content_id

PARTS = st.lists(st.text(alphabet=st.characters(exclude_characters="\x1f")), min_size=1, max_size=4)


def test_examples_in_the_docstrings_hold():
    results = doctest.testmod(ids)
    assert results.attempted >= 2
    assert results.failed == 0


@given(parts=PARTS)
def test_an_id_is_its_prefix_and_sixteen_hex_digits(parts):
    assert re.fullmatch(r"ev-[0-9a-f]{16}", content_id("ev", *parts))


@given(first=PARTS, second=PARTS)
def test_the_same_parts_give_the_same_id_and_others_another(first, second):
    assert (content_id("ev", *first) == content_id("ev", *second)) == (first == second)


@given(parts=PARTS)
def test_the_prefix_does_not_enter_the_hash(parts):
    assert content_id("ev", *parts).removeprefix("ev-") == content_id("pa", *parts).removeprefix("pa-")


def test_text_that_cannot_be_encoded_still_has_an_id():
    assert content_id("doc", "\ud800") != content_id("doc", "\udfff")


def test_an_id_is_the_same_in_another_process():
    code = "from dragoman.ids import content_id; print(content_id('doc', 'Panmunjom', 1953, None))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {content_id("doc", "Panmunjom", 1953, None)}
