/* What the annotations of a text promise, each on a short text of its own. */
#include "test.h"

#include "annotate/annotate.h"
#include "annotate/lexicon.h"

typedef struct document {
    hs_block_list *blocks;
    hs_annotations *annotations;
} document;

static document read_text(const char *text)
{
    document read = {.blocks = hs_block_list_build(hs_str_from(text), HS_MARKUP_PLAIN)};
    read.annotations = hs_annotate(read.blocks, NULL);
    assert_non_null(read.annotations);
    return read;
}

static void drop(document *read)
{
    hs_annotations_unref(read->annotations);
    hs_block_list_unref(read->blocks);
}

static hs_str place_text(const document *read, hs_place place)
{
    hs_str text = read->blocks->entries[place.block].block->text;
    return hs_str_slice(text, place.span.start, place.span.end);
}

/* The `number`th annotation of a kind, or NULL. */
static const hs_annotation *nth(const document *read, hs_annotation_kind kind, size_t number)
{
    for (size_t i = 0; i < read->annotations->count; i++)
        if (read->annotations->items[i].kind == kind && number-- == 0)
            return &read->annotations->items[i];
    return NULL;
}

static void assert_text(hs_str text, const char *wanted)
{
    assert_int_equal(text.length, strlen(wanted));
    assert_memory_equal(text.bytes, wanted, text.length);
}

static void assert_quote(const document *read, size_t number, const char *speaker,
                         const char *content)
{
    const hs_annotation *quote = nth(read, HS_ANNOTATION_QUOTE, number);
    assert_non_null(quote);
    assert_true(quote->quote.speaker.known);
    assert_text(quote->quote.speaker.name, speaker);
    assert_text(place_text(read, quote->quote.content[0]), content);
}

static void a_short_form_and_a_pronoun_are_the_person_named_in_full(void **state)
{
    (void)state;
    document read = read_text("Yusra Dallimore, who runs the works, said the leak was closed. "
                              "“We were slow,” Dallimore said.\n\n“I am sorry,” she added.\n");
    assert_quote(&read, 0, "Yusra Dallimore", "the leak was closed");
    assert_quote(&read, 1, "Yusra Dallimore", "“We were slow,”");
    assert_quote(&read, 2, "Yusra Dallimore", "“I am sorry,”");
    drop(&read);
}

static void a_pronoun_goes_by_gender(void **state)
{
    (void)state;
    document read = read_text("Mr Tobin Carrow met Ms Ines Strand on Monday.\n\n"
                              "“It was short,” she said. “It was long,” he said.\n");
    assert_quote(&read, 0, "Ines Strand", "“It was short,”");
    assert_quote(&read, 1, "Tobin Carrow", "“It was long,”");
    drop(&read);
}

static void a_quote_runs_on_while_its_mark_is_open(void **state)
{
    (void)state;
    document read = read_text("Oda Brandt said: “The first night was calm.\n\n"
                              "“The second was not.\n\n“The third was worse.”\n\nIt rained.\n");
    const hs_annotation *quote = nth(&read, HS_ANNOTATION_QUOTE, 0);
    assert_int_equal(quote->quote.content_count, 3);
    assert_int_equal(quote->last.block, 2);
    assert_false(quote->quote.unclosed);
    assert_text(place_text(&read, quote->quote.content[2]), "“The third was worse.”");
    drop(&read);
}

static void a_mark_that_nothing_closes_is_told(void **state)
{
    (void)state;
    document read = read_text("Oda Brandt said: “The first night was calm.\n\n"
                              "The ferry sailed at noon.\n");
    assert_true(nth(&read, HS_ANNOTATION_QUOTE, 0)->quote.unclosed);
    drop(&read);
}

static void a_statement_after_a_colon_takes_in_the_paragraphs_behind_it(void **state)
{
    (void)state;
    document read = read_text("Health Minister Halima Orsted said:\n\n"
                              "We have opened nine clinics.\n\nFive more will follow.\n");
    const hs_annotation *quote = nth(&read, HS_ANNOTATION_QUOTE, 0);
    assert_int_equal(quote->quote.form, HS_FORM_BLOCK);
    assert_text(quote->quote.speaker.name, "Halima Orsted");
    assert_int_equal(quote->quote.content_count, 2);
    drop(&read);
}

static void a_question_in_a_transcript_is_the_interviewers(void **state)
{
    (void)state;
    document read = read_text("Maren Oldacre’s interview with the Lethebote\n\n"
                              "Question: Is the bridge safe?\n\n"
                              "Maren Oldacre: It is safe.\n\nWe have checked it.\n");
    assert_quote(&read, 0, "Lethebote", "Is the bridge safe?");
    const hs_annotation *answer = nth(&read, HS_ANNOTATION_QUOTE, 1);
    assert_text(answer->quote.speaker.name, "Maren Oldacre");
    assert_int_equal(answer->quote.content_count, 2);
    drop(&read);
}

static void an_accusation_has_its_two_sides_and_its_answer(void **state)
{
    (void)state;
    document read = read_text("Skarra accused Norvane of jamming its radio.\n\n"
                              "Norvane denied the charge.\n");
    const hs_annotation *accusation = nth(&read, HS_ANNOTATION_ACCUSATION, 0);
    assert_text(accusation->accusation.accuser.name, "Skarra");
    assert_text(accusation->accusation.accused[0].name, "Norvane");
    assert_text(place_text(&read, accusation->accusation.charge), "jamming its radio");
    const hs_annotation *answer = nth(&read, HS_ANNOTATION_ANSWER, 0);
    assert_int_equal(answer->answer.kind, HS_ANSWER_DENIAL);
    assert_ptr_equal(&read.annotations->items[answer->answer.to], accusation);
    assert_int_equal(accusation->accusation.answer_count, 1);
    assert_ptr_equal(&read.annotations->items[accusation->accusation.answers[0]], answer);
    drop(&read);
}

static void what_was_not_said_accuses_nobody(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Ines Strand did not accuse the company of theft.\n",
        "Ines Strand would blame the company for the delay if it failed.\n",
        "Did Ines Strand accuse the company of theft?\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        document read = read_text(texts[i]);
        assert_null(nth(&read, HS_ANNOTATION_ACCUSATION, 0));
        drop(&read);
    }
}

static void a_passive_accusation_leaves_its_accuser_open(void **state)
{
    (void)state;
    document read = read_text("Tobin Harkaway was accused of theft in May.\n");
    const hs_annotation *accusation = nth(&read, HS_ANNOTATION_ACCUSATION, 0);
    assert_false(accusation->accusation.accuser.known);
    assert_text(accusation->accusation.accused[0].name, "Tobin Harkaway");
    drop(&read);
}

static void figures_are_read_with_their_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        const char *unit;
    } figures[] = {
        {"The works lost 6.5 million marks in 2019.", 6.5e6, "mark"},
        {"The repair took twenty-one months in all.", 21, "month"},
        {"The fine was $3 million after all.", 3e6, "USD"},
        {"Turnout fell by 38% on the day.", 38, "percent"},
        {"She has waited for three decades there.", 30, "year"},
        {"The detour is 1,500 metres longer now.", 1500, "metre"},
        {"They sent two hundred soldiers to it.", 200, ""},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        document read = read_text(figures[i].text);
        const hs_annotation *claim = nth(&read, HS_ANNOTATION_CLAIM, 0);
        assert_true(claim->claim.quantity_count >= 1);
        assert_float_equal(claim->claim.quantities[0].value, figures[i].value, 1e-6);
        assert_string_equal(claim->claim.quantities[0].unit, figures[i].unit);
        drop(&read);
    }
}

/* Every annotation of `before` whose words an edit elsewhere left alone has its id in `after`. */
static void ids_outlive_edits_elsewhere(void **state)
{
    (void)state;
    document before =
        read_text("“It is safe,” said Oda Brandt.\n\n“It is not,” said Ines Strand.\n");
    document after = read_text("The harbour was shut at noon.\n\n“It is safe,” said Oda Brandt.\n\n"
                               "“It is not,” said Ines Strand, who wrote to the board.\n");
    for (size_t number = 0; number < 2; number++)
        assert_int_equal(nth(&before, HS_ANNOTATION_QUOTE, number)->id,
                         nth(&after, HS_ANNOTATION_QUOTE, number)->id);
    drop(&before);
    drop(&after);
}

static void equal_words_have_ids_of_their_own(void **state)
{
    (void)state;
    document read = read_text("“It is safe,” said Oda Brandt.\n\n“It is safe,” said Oda Brandt.\n");
    assert_int_not_equal(nth(&read, HS_ANNOTATION_QUOTE, 0)->id,
                         nth(&read, HS_ANNOTATION_QUOTE, 1)->id);
    drop(&read);
}

static void a_cancelled_analysis_returns_nothing(void **state)
{
    (void)state;
    atomic_bool cancel = true;
    hs_block_list *blocks = hs_block_list_build(HS_STR("“No,” he said.\n"), HS_MARKUP_PLAIN);
    assert_null(hs_annotate(blocks, &cancel));
    hs_block_list_unref(blocks);
}

static void the_lexicon_knows_forms_and_phrases(void **state)
{
    (void)state;
    assert_true(hs_lexicon_find(HS_STR("Said"))->forms & HS_LEX_FORM_PAST);
    assert_true(hs_lexicon_find(HS_STR("denies"))->answer_weight > 0);
    assert_int_equal(hs_lexicon_find(HS_STR("accusing"))->lemma,
                     hs_lexicon_find(HS_STR("accused"))->lemma);
    assert_ptr_equal(hs_lexicon_find(HS_STR("xyzzy")), &hs_lexeme_unknown);
    const hs_lexeme *according = hs_lexicon_find(HS_STR("according"));
    assert_int_equal(according->phrase_count, 1);
    assert_string_equal(hs_lexeme_text(hs_lexicon_phrase(according, 0)), "according to");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_form_and_a_pronoun_are_the_person_named_in_full),
        cmocka_unit_test(a_pronoun_goes_by_gender),
        cmocka_unit_test(a_quote_runs_on_while_its_mark_is_open),
        cmocka_unit_test(a_mark_that_nothing_closes_is_told),
        cmocka_unit_test(a_statement_after_a_colon_takes_in_the_paragraphs_behind_it),
        cmocka_unit_test(a_question_in_a_transcript_is_the_interviewers),
        cmocka_unit_test(an_accusation_has_its_two_sides_and_its_answer),
        cmocka_unit_test(what_was_not_said_accuses_nobody),
        cmocka_unit_test(a_passive_accusation_leaves_its_accuser_open),
        cmocka_unit_test(figures_are_read_with_their_units),
        cmocka_unit_test(ids_outlive_edits_elsewhere),
        cmocka_unit_test(equal_words_have_ids_of_their_own),
        cmocka_unit_test(a_cancelled_analysis_returns_nothing),
        cmocka_unit_test(the_lexicon_knows_forms_and_phrases),
    };
    return cmocka_run_group_tests_name("annotate", tests, NULL, NULL);
}
