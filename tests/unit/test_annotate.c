/* What the annotations of a text promise, each on a short text of its own. */
#include "test.h"

#include "annotate/annotate.h"
#include "annotate/reading/age.h"
#include "annotate/reading/lexicon.h"

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

static void a_statement_that_never_comes_is_no_quote(void **state)
{
    (void)state;
    document read = read_text("Ana Ruiz said:\n\nTom Orlo said:\n");
    assert_null(nth(&read, HS_ANNOTATION_QUOTE, 0));
    drop(&read);
}

static void words_in_open_marks_end_at_a_paragraph_of_another(void **state)
{
    (void)state;
    document read = read_text("Ana Ruiz said: \u201cI saw the tower.\n\n"
                              "Tom Orlo said that it rained.\n\n"
                              "\u201cThen the tower fell.\n");
    const hs_annotation *first = nth(&read, HS_ANNOTATION_QUOTE, 0);
    assert_non_null(first);
    assert_int_equal(first->quote.content_count, 1);
    drop(&read);
}

/* Whose they are is asked for one owner after the other, on a stack that ends. */
static void owners_of_owners_may_be_thousands(void **state)
{
    (void)state;
    enum { LINKS = 6000 };
    static const char link[] = "mother's brother's ";
    size_t length = strlen(link);
    char *text = malloc(LINKS * length + 64), *end = text;
    end += sprintf(end, "Ana's ");
    for (int i = 0; i < LINKS; i++, end += length)
        memcpy(end, link, length);
    sprintf(end, "lawyer left. It rained.\n");
    document read = read_text(text);
    drop(&read);
    free(text);
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
        "Ines Strand did not accuse Brask Shipping of covering up the leak.\n",
        "Ines Strand said there would be an inquiry if Brask Shipping had lied about the costs.\n",
        "An inquiry found no evidence that Brask Shipping had misled the port.\n",
        "“Brask Shipping never dumped waste in the harbour,” Ines Strand said.\n",
        "Ines Strand said the claims against Brask Shipping were false.\n",
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

/* NULL: left open. */
static void assert_accusation(const char *text, const char *accuser, const char *accused)
{
    document read = read_text(text);
    const hs_annotation *accusation = nth(&read, HS_ANNOTATION_ACCUSATION, 0);
    assert_non_null(accusation);
    assert_int_equal(accusation->accusation.form, HS_ACCUSATION_EXPLICIT);
    assert_int_equal(accusation->accusation.accuser.known, accuser != NULL);
    if (accuser)
        assert_text(accusation->accusation.accuser.name, accuser);
    assert_text(accusation->accusation.accused[0].name, accused);
    drop(&read);
}

static void what_is_said_of_somebodys_state_accuses(void **state)
{
    (void)state;
    assert_accusation("Mona Tarrow held Brask Shipping responsible for the spill.\n", "Mona Tarrow",
                      "Brask Shipping");
    assert_accusation("Brask Shipping came under fire from Mona Tarrow for misleading the port.\n",
                      "Mona Tarrow", "Brask Shipping");
    assert_accusation("Mona Tarrow said Brask Shipping was guilty of neglect.\n", "Mona Tarrow",
                      "Brask Shipping");
}

static void a_court_and_its_like_accuse_by_their_words(void **state)
{
    (void)state;
    assert_accusation("Tobin Harkaway, a broker, was convicted of taking bribes on Monday.\n", NULL,
                      "Tobin Harkaway");
    assert_accusation("Police arrested Tobin Harkaway, a broker, on suspicion of fraud.\n",
                      "Police", "Tobin Harkaway");
}

static unsigned age(const char *text, const char *name)
{
    uint32_t start = (uint32_t)(strstr(text, name) - text), end = start + (uint32_t)strlen(name);
    return hs_age_told(hs_str_from(text), (hs_span){start, end}, (hs_span){start, end});
}

static void an_age_stands_behind_a_name_or_in_the_words(void **state)
{
    (void)state;
    assert_int_equal(age("Ines Strand, 46, said", "Ines Strand"), 46);
    assert_int_equal(age("by Ines Strand (7)", "Ines Strand"), 7);
    assert_int_equal(age("Ines Strand, aged 101.", "Ines Strand"), 101);
    assert_int_equal(age("Ines Strand, 46", "Ines Strand"), 46);
    assert_int_equal(age("the 46-year-old baker", "the 46-year-old baker"), 46);
    static const char *const none[] = {
        "Ines Strand, 46 of them,",
        "Ines Strand, 2019,",
        "Ines Strand, 46.5,",
        "Ines Strand, 130,",
        "Ines Strand 46,",
        "Ines Strand",
        "Ines Strand, ",
        "Ines Strand, 0,",
        "Ines Strand, 4600000000000000000000,",
    };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(age(none[i], "Ines Strand"), 0);
    assert_int_equal(age("the 46-year wait", "the 46-year wait"), 0);
    assert_int_equal(age("the 16-year-olds", "the 16-year-olds"), 0);
}

static void a_quote_ends_with_its_clause(void **state)
{
    (void)state;
    document read = read_text("Mona Tarrow, who said that the pier was unsafe, left early.\n\n"
                              "Ines Strand was quoted as saying that the pier was safe.\n");
    assert_quote(&read, 0, "Mona Tarrow", "the pier was unsafe");
    assert_quote(&read, 1, "Ines Strand", "the pier was safe");
    drop(&read);
}

static void a_first_name_is_no_capital(void **state)
{
    (void)state;
    document read = read_text("Tobin Harkaway met Sofia Orlo on Monday.\n\n"
                              "“The pier will open in May,” Sofia said.\n");
    assert_quote(&read, 0, "Sofia Orlo", "“The pier will open in May,”");
    drop(&read);
}

static void accusers_joined_are_named_by_the_first(void **state)
{
    (void)state;
    assert_accusation("Mona Tarrow and Ines Strand accused Brask Shipping of fraud.\n",
                      "Mona Tarrow", "Brask Shipping");
}

static void an_age_says_who_is_meant(void **state)
{
    (void)state;
    document read = read_text("Ines Strand, 46, met Mona Tarrow, 31, on Monday.\n\n"
                              "“The pier will open in May,” the 31-year-old said.\n\n"
                              "“It will not,” the 46-year-old baker said.\n");
    assert_quote(&read, 0, "Mona Tarrow", "“The pier will open in May,”");
    assert_quote(&read, 1, "Ines Strand", "“It will not,”");
    drop(&read);
}

static void the_company_is_the_one_that_was_named(void **state)
{
    (void)state;
    assert_accusation("Brask Shipping opened a new office on Monday.\n\n"
                      "Mona Tarrow, a baker, accused the company of fraud.\n",
                      "Mona Tarrow", "Brask Shipping");
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
        cmocka_unit_test(a_statement_that_never_comes_is_no_quote),
        cmocka_unit_test(words_in_open_marks_end_at_a_paragraph_of_another),
        cmocka_unit_test(owners_of_owners_may_be_thousands),
        cmocka_unit_test(a_question_in_a_transcript_is_the_interviewers),
        cmocka_unit_test(an_accusation_has_its_two_sides_and_its_answer),
        cmocka_unit_test(what_was_not_said_accuses_nobody),
        cmocka_unit_test(a_passive_accusation_leaves_its_accuser_open),
        cmocka_unit_test(what_is_said_of_somebodys_state_accuses),
        cmocka_unit_test(a_court_and_its_like_accuse_by_their_words),
        cmocka_unit_test(an_age_stands_behind_a_name_or_in_the_words),
        cmocka_unit_test(an_age_says_who_is_meant),
        cmocka_unit_test(a_quote_ends_with_its_clause),
        cmocka_unit_test(a_first_name_is_no_capital),
        cmocka_unit_test(accusers_joined_are_named_by_the_first),
        cmocka_unit_test(the_company_is_the_one_that_was_named),
        cmocka_unit_test(figures_are_read_with_their_units),
        cmocka_unit_test(ids_outlive_edits_elsewhere),
        cmocka_unit_test(equal_words_have_ids_of_their_own),
        cmocka_unit_test(a_cancelled_analysis_returns_nothing),
        cmocka_unit_test(the_lexicon_knows_forms_and_phrases),
    };
    return cmocka_run_group_tests_name("annotate", tests, NULL, NULL);
}
