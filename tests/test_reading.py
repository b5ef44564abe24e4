"""The lessons read easily, and say what a term means before they use it."""

import pytest
import reading


@pytest.mark.parametrize("path", reading.NOTEBOOKS, ids=lambda path: path.stem)
def test_sentences_are_short(path):
    every = [s for paragraph in reading.prose(path) for s in reading.sentences(paragraph)]
    lengths = [reading.words(sentence) for sentence in every if reading.words(sentence)]
    assert sum(lengths) / len(lengths) < 14
    assert max(lengths) <= 45, every[lengths.index(max(lengths))]


@pytest.mark.parametrize("term", reading.TERMS)
def test_terms_are_introduced_where_they_first_stand(term):
    use = reading.first_uses()[term]
    assert use is not None, f"{term} is never used"
    assert use.introduced, f"{use.notebook}: {use.sentence}"


def test_sentences_are_told_apart():
    text = "Fit it, e.g. with `x. Y`. Then look. Is 3.5 GPa much?"
    assert len(reading.sentences(text)) == 3
