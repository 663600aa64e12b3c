/* The promise of daemon/language/mend.h that whatever it is given stays what it was: a tree a tree,
 * and anything else within its sentence. */
#include "test.h"

#include "language/mend.h"

enum { LONGEST = 40, SHORT = 9, ROUNDS = 100000 };

static const char text[] = "by of that , whom said accused Ruiz firm had";

/* The words of `text`, with tags that the rules look for. */
static const struct {
    const char *form;
    enum hs_upos upos;
    enum hs_xpos xpos;
} forms[] = {
    {"by", HS_UPOS_ADP, HS_XPOS_IN},        {"of", HS_UPOS_ADP, HS_XPOS_IN},
    {"that", HS_UPOS_PRON, HS_XPOS_WDT},    {",", HS_UPOS_PUNCT, HS_XPOS_COMMA},
    {"whom", HS_UPOS_PRON, HS_XPOS_WP},     {"said", HS_UPOS_VERB, HS_XPOS_VBD},
    {"accused", HS_UPOS_VERB, HS_XPOS_VBN}, {"Ruiz", HS_UPOS_PROPN, HS_XPOS_NNP},
    {"firm", HS_UPOS_NOUN, HS_XPOS_NN},     {"had", HS_UPOS_AUX, HS_XPOS_VBD},
};

static const char *const lemmas[] = {"by",  "of",     "that", ",",    "whom",
                                     "say", "accuse", "Ruiz", "firm", "have"};

enum { KINDS = 3, RELATIONS = 8 };

/* What links, verbs and nouns most often are. */
static const enum hs_deprel relations[KINDS][RELATIONS] = {
    {HS_DEPREL_CASE, HS_DEPREL_CASE, HS_DEPREL_CASE, HS_DEPREL_MARK, HS_DEPREL_OBJ, HS_DEPREL_NSUBJ,
     HS_DEPREL_PUNCT, HS_DEPREL_ADVMOD},
    {HS_DEPREL_CCOMP, HS_DEPREL_PARATAXIS, HS_DEPREL_ACL_RELCL, HS_DEPREL_ACL, HS_DEPREL_AUX,
     HS_DEPREL_ADVCL, HS_DEPREL_AUX_PASS, HS_DEPREL_APPOS},
    {HS_DEPREL_NSUBJ, HS_DEPREL_NSUBJ_PASS, HS_DEPREL_APPOS, HS_DEPREL_OBJ, HS_DEPREL_OBL,
     HS_DEPREL_NMOD, HS_DEPREL_NMOD_DESC, HS_DEPREL_CONJ},
};

static uint32_t seed = 7;

static uint32_t any(size_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (uint32_t)((seed >> 8) % below);
}

static hs_word any_word(void)
{
    uint32_t form = any(HS_COUNT(forms));
    bool verb = forms[form].upos == HS_UPOS_VERB || forms[form].upos == HS_UPOS_AUX;
    bool noun = forms[form].upos == HS_UPOS_NOUN || forms[form].upos == HS_UPOS_PROPN;
    unsigned kind = verb ? 1 : noun ? 2 : 0;
    uint32_t start = (uint32_t)(strstr(text, forms[form].form) - text);
    return (hs_word){
        .byte_start = start,
        .byte_end = start + (uint32_t)strlen(forms[form].form),
        .lemma = lemmas[form],
        .lemma_length = (uint16_t)strlen(lemmas[form]),
        .upos = (uint8_t)forms[form].upos,
        .xpos = (uint8_t)forms[form].xpos,
        .deprel = (uint8_t)relations[kind][any(RELATIONS)],
        .entity_tag = (uint8_t)(forms[form].upos == HS_UPOS_PROPN ? 1 + HS_NAME_PERSON : 0),
    };
}

/* One root, anywhere; heads anywhere that closes no circle. */
static void make_tree(hs_word *words, hs_word_span span)
{
    uint32_t order[LONGEST], count = span.end - span.first;
    for (uint32_t i = 0; i < count; i++)
        order[i] = span.first + i;
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = any(i), kept = order[i - 1];
        order[i - 1] = order[other], order[other] = kept;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t one = order[any(i)], other = order[any(i)];
        bool nearer = labs((long)one - order[i]) < labs((long)other - order[i]);
        words[order[i]].head = nearer ? one : other;
    }
    words[order[0]].head = HS_NO_WORD;
    words[order[0]].deprel = HS_DEPREL_ROOT;
}

static void make_no_tree(hs_word *words, hs_word_span span)
{
    for (uint32_t i = span.first; i < span.end; i++)
        words[i].head = any(4) == 0 ? HS_NO_WORD : span.first + any(span.end - span.first);
}

static void check_tree(const hs_word *words, hs_word_span span, uint32_t root)
{
    for (uint32_t i = span.first; i < span.end; i++) {
        uint32_t at = i, steps = 0;
        while (words[at].head != HS_NO_WORD && steps++ <= span.end - span.first)
            at = words[at].head;
        assert_int_equal(at, root);
        assert_int_equal(words[i].deprel == HS_DEPREL_ROOT, i == root);
    }
}

static void trees_stay_trees(void **state)
{
    (void)state;
    uint32_t changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t first = any(3), root = 0;
        uint32_t count = 1 + any(round % 4 ? SHORT : LONGEST - 3); /* short ones are changed more */
        hs_word_span span = {first, first + count};
        hs_word words[LONGEST], before[LONGEST];
        for (uint32_t i = 0; i < LONGEST; i++)
            words[i] = any_word();
        make_tree(words, span);
        for (uint32_t i = span.first; i < span.end; i++)
            root = words[i].head == HS_NO_WORD ? i : root;
        memcpy(before, words, sizeof words);
        hs_tree_mend(hs_str_from(text), words, &span, 1);
        check_tree(words, span, root);
        for (uint32_t i = span.first; i < span.end; i++)
            changed += words[i].head != before[i].head;
    }

    assert_true(changed > ROUNDS / 1000);
}

static void what_is_no_tree_stays_in_its_sentence(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t first = any(3), count = 1 + any(LONGEST - 3);
        hs_word_span span = {first, first + count};
        hs_word words[LONGEST];
        for (uint32_t i = 0; i < LONGEST; i++)
            words[i] = any_word();
        make_no_tree(words, span);
        hs_tree_mend(hs_str_from(text), words, &span, 1);
        for (uint32_t i = span.first; i < span.end; i++)
            assert_true(words[i].head == HS_NO_WORD ||
                        (words[i].head >= span.first && words[i].head < span.end));
    }
}

static void nothing_is_mended_in_nothing(void **state)
{
    (void)state;
    hs_word_span empty = {0, 0};
    hs_tree_mend(HS_STR(""), NULL, &empty, 1);
    hs_tree_mend(HS_STR(""), NULL, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_stay_trees),
        cmocka_unit_test(what_is_no_tree_stays_in_its_sentence),
        cmocka_unit_test(nothing_is_mended_in_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
