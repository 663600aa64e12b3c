/* What CoNLL-U is written for an analysis, from one that is made by hand. */
#include "test.h"

#include "base/buffer.h"
#include "language/conllu_write.h"
#include "language/labels.h"

#define LEMMA(text) .lemma = text, .lemma_length = sizeof(text) - 1

static hs_word words[] = {
    {0, 2, 1, LEMMA("Ms"), 0, HS_UPOS_PROPN, HS_XPOS_NNP, HS_DEPREL_NMOD_DESC, 0},
    {3, 8, 4, LEMMA("\xc3\x89mie"), HS_NUMBER_SINGULAR, HS_UPOS_PROPN, HS_XPOS_NNP, HS_DEPREL_NSUBJ,
     1},
    {9, 12, 4, LEMMA("do"), HS_TENSE_PAST | HS_MOOD_INDICATIVE | HS_VERBFORM_FINITE, HS_UPOS_AUX,
     HS_XPOS_VBD, HS_DEPREL_AUX, 0},
    {12, 15, 4, LEMMA("not"), 0, HS_UPOS_PART, HS_XPOS_RB, HS_DEPREL_ADVMOD, 0},
    {16, 19, HS_NO_WORD, LEMMA("see"), HS_VERBFORM_INFINITIVE, HS_UPOS_VERB, HS_XPOS_VB,
     HS_DEPREL_ROOT, 0},
    {19, 20, 4, LEMMA("."), 0, HS_UPOS_PUNCT, HS_XPOS_STOP, HS_DEPREL_PUNCT, 0},
    {21, 23, HS_NO_WORD, LEMMA("no"), 0, HS_UPOS_INTJ, HS_XPOS_UH, HS_DEPREL_ROOT, 0},
};
static hs_word_span sentences[] = {{0, 6}, {6, 7}};
static hs_name entities[] = {{.words = {1, 2}, .head = 1, .type = HS_NAME_PERSON, .title = {0, 1}}};

static const hs_analysis analysis = {
    .text = {"Ms \xc3\x89mie didn't see. No", 23},
    .word_count = HS_COUNT(words),
    .sentence_count = HS_COUNT(sentences),
    .entity_count = HS_COUNT(entities),
    .words = words,
    .sentences = sentences,
    .entities = entities,
};

static void words_ranges_places_and_names_are_written(void **state)
{
    (void)state;
    hs_buffer out = {0};
    hs_conllu_write(&analysis, &(hs_conllu_options){.first_sentence = 7, .new_document = true},
                    &out);
    assert_string_equal(out.bytes,
                        "# newdoc\n# newpar\n# sent_id = 7\n# text = Ms \xc3\x89mie didn't see.\n"
                        "1\tMs\tMs\tPROPN\tNNP\t_\t2\tnmod:desc\t_\tstart_char=0|end_char=2\n"
                        "2\t\xc3\x89mie\t\xc3\x89mie\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\t"
                        "start_char=3|end_char=7|Entity=B-person|EntityTitle=Ms\n"
                        "3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                        "3\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t5\taux\t_\t"
                        "start_char=8|end_char=11\n"
                        "4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\tstart_char=11|end_char=14\n"
                        "5\tsee\tsee\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t"
                        "SpaceAfter=No|start_char=15|end_char=18\n"
                        "6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\tstart_char=18|end_char=19\n\n"
                        "# sent_id = 8\n# text = No\n"
                        "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tstart_char=20|end_char=22\n\n");
    hs_buffer_finish(&out);
}

static hs_span shifted(void *context, hs_span bytes)
{
    uint32_t by = *(uint32_t *)context;
    return (hs_span){bytes.start + by, bytes.end + by};
}

static void places_may_be_the_callers(void **state)
{
    (void)state;
    hs_buffer out = {0};
    uint32_t by = 100;
    hs_conllu_write(&analysis,
                    &(hs_conllu_options){.first_sentence = 1, .place = shifted, .context = &by},
                    &out);
    assert_non_null(strstr(out.bytes, "start_char=103|end_char=108|Entity=B-person"));
    assert_null(strstr(out.bytes, "# newdoc"));
    hs_buffer_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_ranges_places_and_names_are_written),
        cmocka_unit_test(places_may_be_the_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
