/* The lemmatizer's promises: rules learnt from a few words carry over to others, exceptions hold,
 * and no damaged section is trusted. */
#include "test.h"

#include "language/labels.h"
#include "language/lemma.h"
#include "train/lemma_trainer.h"

/* form, lemma, universal tag, treebank tag */
static const char *const lexicon[][4] = {
    {"talks", "talk", "NOUN", "NNS"},
    {"rivers", "river", "NOUN", "NNS"},
    {"cities", "city", "NOUN", "NNS"},
    {"parties", "party", "NOUN", "NNS"},
    {"duties", "duty", "NOUN", "NNS"},
    {"claims", "claim", "NOUN", "NNS"},
    {"boats", "boat", "NOUN", "NNS"},
    {"men", "man", "NOUN", "NNS"},
    {"said", "say", "VERB", "VBD"},
    {"walked", "walk", "VERB", "VBD"},
    {"asked", "ask", "VERB", "VBD"},
    {"was", "be", "AUX", "VBD"},
    {"Was", "be", "AUX", "VBD"},
    {"is", "be", "AUX", "VBZ"},
    {"'s", "be", "AUX", "VBZ"},
    {"'s", "'s", "PART", "POS"},
    {"Orlo", "Orlo", "PROPN", "NNP"},
    {"Vey", "Vey", "PROPN", "NNP"},
    {"\xc3\x89mile", "\xc3\x89mile", "PROPN", "NNP"},
    {"n't", "not", "PART", "RB"},
};

static void learn(hs_buffer *section, bool reversed)
{
    hs_buffer text = {0};
    for (size_t i = 0; i < HS_COUNT(lexicon); i++) {
        const char *const *word = lexicon[reversed ? HS_COUNT(lexicon) - 1 - i : i];
        hs_buffer_printf(&text, "1\t%s\t%s\t%s\t%s\t_\t0\troot\t_\t_\n\n", word[0], word[1],
                         word[2], word[3]);
    }
    hs_conllu treebank;
    hs_error error;
    assert_true(hs_conllu_parse(&treebank, hs_buffer_str(&text), "lexicon", &error));
    hs_lemma_trainer *trainer = hs_lemma_trainer_create();
    hs_lemma_trainer_add(trainer, &treebank);
    hs_conllu_finish(&treebank);
    hs_lemma_trainer_learn(trainer, section);
    hs_lemma_trainer_destroy(trainer);
    hs_buffer_finish(&text);
}

static void assert_lemma(const hs_lemmatizer *lemmatizer, const char *form, int upos, int xpos,
                         const char *wanted)
{
    hs_arena arena = {0};
    hs_str lemma =
        hs_lemma_find(lemmatizer, hs_str_from(form), (uint8_t)upos, (uint8_t)xpos, &arena);
    if (!hs_str_equal(lemma, hs_str_from(wanted)))
        fail_msg("%s: \"%.*s\", not \"%s\"", form, HS_STR_ARGS(lemma), wanted);
    hs_arena_finish(&arena);
}

static void what_was_learnt_is_known_and_carries_over(void **state)
{
    (void)state;
    hs_buffer section = {0};
    hs_lemmatizer l;
    hs_error error;
    learn(&section, false);
    assert_true(hs_lemmatizer_bind(&l, hs_buffer_str(&section), &error));
    for (size_t i = 0; i < HS_COUNT(lexicon); i++)
        assert_lemma(&l, lexicon[i][0], hs_upos_find(lexicon[i][2], strlen(lexicon[i][2])),
                     hs_xpos_find(lexicon[i][3], strlen(lexicon[i][3])), lexicon[i][1]);
    assert_lemma(&l, "harbours", HS_UPOS_NOUN, HS_XPOS_NNS, "harbour");
    assert_lemma(&l, "Harbours", HS_UPOS_NOUN, HS_XPOS_NNS, "harbour");
    assert_lemma(&l, "treaties", HS_UPOS_NOUN, HS_XPOS_NNS, "treaty");
    assert_lemma(&l, "blamed", HS_UPOS_VERB, HS_XPOS_VBD, "blam");
    assert_lemma(&l, "Tessaly", HS_UPOS_PROPN, HS_XPOS_NNP, "Tessaly");
    assert_lemma(&l, "boats", HS_UPOS_X, HS_XPOS_NNS, "boat"); /* tags never seen together */
    assert_lemma(&l, "xyz", HS_UPOS_X, HS_XPOS_LS, "xyz");     /* a tag never seen at all */
    hs_buffer_finish(&section);
}

static void the_order_of_the_words_does_not_matter(void **state)
{
    (void)state;
    hs_buffer one = {0}, two = {0};
    learn(&one, false);
    learn(&two, true);
    assert_true(hs_str_equal(hs_buffer_str(&one), hs_buffer_str(&two)));
    hs_buffer_finish(&one);
    hs_buffer_finish(&two);
}

static void a_lemma_is_never_empty_nor_too_long(void **state)
{
    (void)state;
    hs_buffer section = {0}, form = {0};
    hs_lemmatizer l;
    hs_error error;
    hs_arena arena = {0};
    learn(&section, false);
    assert_true(hs_lemmatizer_bind(&l, hs_buffer_str(&section), &error));
    uint32_t seed = 7;
    while (form.length < 400) {
        seed = seed * 1664525u + 1013904223u;
        hs_buffer_append_byte(&form,
                              form.length % 3 ? (char)(seed >> 24) : "sdiey"[seed >> 16 & 3]);
        for (uint8_t xpos = 0; xpos < HS_XPOS_COUNT; xpos++)
            for (uint8_t upos = 0; upos < HS_UPOS_COUNT; upos += 3)
                assert_true(hs_lemma_find(&l, hs_buffer_str(&form), upos, xpos, &arena).length > 0);
    }
    hs_buffer long_form = {0};
    while (long_form.length < 100000)
        hs_buffer_append_byte(&long_form, 's');
    assert_int_equal(
        hs_lemma_find(&l, hs_buffer_str(&long_form), HS_UPOS_NOUN, HS_XPOS_NNS, &arena).length,
        UINT16_MAX);
    hs_buffer_finish(&long_form);
    hs_buffer_finish(&form);
    hs_buffer_finish(&section);
    hs_arena_finish(&arena);
}

/* A bound section with a changed byte must still be safe to use. */
static void damaged_sections_are_refused_or_harmless(void **state)
{
    (void)state;
    hs_buffer section = {0};
    hs_error error;
    learn(&section, false);
    size_t refused = 0;
    for (size_t at = 0; at < section.length; at++) {
        char *copy = hs_string_copy_n(section.bytes, section.length);
        hs_lemmatizer l;
        hs_arena arena = {0};
        copy[at] ^= (char)(at % 2 ? 0x80 : 1 << at % 7);
        if (hs_lemmatizer_bind(&l, hs_str_make(copy, section.length), &error))
            hs_lemma_find(&l, HS_STR("parties"), HS_UPOS_NOUN, HS_XPOS_NNS, &arena);
        else
            refused++;
        hs_arena_finish(&arena);
        free(copy);
    }
    assert_true(refused > 20);
    for (size_t length = 0; length < section.length; length += 3) {
        hs_lemmatizer l;
        char *copy = hs_string_copy_n(section.bytes, length);
        assert_false(hs_lemmatizer_bind(&l, hs_str_make(copy, length), &error));
        free(copy);
    }
    hs_buffer_finish(&section);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_learnt_is_known_and_carries_over),
        cmocka_unit_test(the_order_of_the_words_does_not_matter),
        cmocka_unit_test(a_lemma_is_never_empty_nor_too_long),
        cmocka_unit_test(damaged_sections_are_refused_or_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
