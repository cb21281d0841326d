from __future__ import annotations

from pipeline.writers.html.reading import reading

PAGE = """<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Бриф</title><style>p{color:red}</style>
<meta name="author" content="Aurora"></head><body><p>Пере<em>вод</em> <code>ERID 1</code></p>
<details><summary><h2>Условия</h2></summary><p>120&nbsp;000&nbsp;₽</p></details>
<a href="mailto:o@aurora.example?subject=%D0%94%D0%B0">Принять</a><img alt="Знак" src="data:,"><button>Копия</button>
<script>var secret = 1</script></body></html>"""


def test_words_of_one_line_stay_together_and_what_is_folded_is_read() -> None:
    said = [line for line in reading(PAGE.encode()).text.splitlines() if line.strip()]
    assert said == ["Перевод ERID 1", "Условия", "120\xa0000\xa0₽", "Принять"]


def test_addresses_properties_and_alternative_texts_stand_beside() -> None:
    assert set(reading(PAGE.encode()).beside.splitlines()) == {
        "Бриф",
        "Aurora",
        "Знак",
        "mailto:o@aurora.example?subject=%D0%94%D0%B0",
    }
