/* The promises of daemon/language/language.h, with the model of this source tree. */
#include "test.h"

#include <pthread.h>

#include "base/buffer.h"
#include "language/language.h"
#include "language/model_file.h"
#include "language_check.h"

static hs_language *language;

static int open_model(void **state)
{
    (void)state;
    hs_error error;
    char *path = hs_model_file_find(NULL, &error);
    language = path ? hs_language_open(path, &error) : NULL;
    if (!language)
        print_error("%s\n", error.text);
    free(path);
    return language ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    hs_language_close(language);
    return 0;
}

static const hs_analysis *analyse(const char *text, hs_arena *arena)
{
    const hs_analysis *analysis = hs_language_analyse(language, hs_str_from(text), arena);
    const char *wrong = hs_check_analysis(analysis);
    if (wrong)
        fail_msg("%s: %s", wrong, text);
    return analysis;
}

static hs_str word_text(const hs_analysis *analysis, uint32_t at)
{
    return hs_str_slice(analysis->text, analysis->words[at].byte_start,
                        analysis->words[at].byte_end);
}

static uint32_t find_word(const hs_analysis *analysis, const char *text)
{
    for (uint32_t i = 0; i < analysis->word_count; i++)
        if (hs_str_equal(word_text(analysis, i), hs_str_from(text)))
            return i;
    fail_msg("no word %s", text);
    return 0;
}

struct arc {
    const char *word;
    const char *head; /* NULL at the root */
    enum hs_deprel deprel;
    enum hs_upos upos;
};

struct parsed {
    const char *text;
    struct arc arcs[6];
};

static void check_arcs(const struct parsed *sentences, size_t count)
{
    for (size_t s = 0; s < count; s++) {
        hs_arena arena = {0};
        const hs_analysis *analysis = analyse(sentences[s].text, &arena);
        for (const struct arc *arc = sentences[s].arcs; arc->word; arc++) {
            const hs_word *word = &analysis->words[find_word(analysis, arc->word)];
            assert_int_equal(word->upos, arc->upos);
            assert_int_equal(word->deprel, arc->deprel);
            assert_int_equal(word->head, arc->head ? find_word(analysis, arc->head) : HS_NO_WORD);
        }
        hs_arena_finish(&arena);
    }
}

static void plain_sentences_are_parsed_right(void **state)
{
    (void)state;
    static const struct parsed sentences[] = {
        {"The mayor said the bridge would open in May.",
         {{"mayor", "said", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"said", NULL, HS_DEPREL_ROOT, HS_UPOS_VERB},
          {"open", "said", HS_DEPREL_CCOMP, HS_UPOS_VERB},
          {"bridge", "open", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"would", "open", HS_DEPREL_AUX, HS_UPOS_AUX}}},
        {"Norland, which denies the charge, accused its neighbour of spying.",
         {{"accused", NULL, HS_DEPREL_ROOT, HS_UPOS_VERB},
          {"Norland", "accused", HS_DEPREL_NSUBJ, HS_UPOS_PROPN},
          {"denies", "Norland", HS_DEPREL_ACL_RELCL, HS_UPOS_VERB},
          {"charge", "denies", HS_DEPREL_OBJ, HS_UPOS_NOUN},
          {"neighbour", "accused", HS_DEPREL_OBJ, HS_UPOS_NOUN}}},
        {"The report was written by two engineers and sent to the council.",
         {{"report", "written", HS_DEPREL_NSUBJ_PASS, HS_UPOS_NOUN},
          {"was", "written", HS_DEPREL_AUX_PASS, HS_UPOS_AUX},
          {"engineers", "written", HS_DEPREL_OBL_AGENT, HS_UPOS_NOUN},
          {"sent", "written", HS_DEPREL_CONJ, HS_UPOS_VERB},
          {"council", "sent", HS_DEPREL_OBL, HS_UPOS_NOUN}}},
        {"Critics say that the minister did not read the letter.",
         {{"Critics", "say", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"read", "say", HS_DEPREL_CCOMP, HS_UPOS_VERB},
          {"that", "read", HS_DEPREL_MARK, HS_UPOS_SCONJ},
          {"minister", "read", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"not", "read", HS_DEPREL_ADVMOD, HS_UPOS_PART}}},
    };
    check_arcs(sentences, HS_COUNT(sentences));
}

/* What mend.h mends, and what looks like it. */
static void clauses_have_their_own_subjects(void **state)
{
    (void)state;
    static const struct parsed sentences[] = {
        {"Tom Orlo was cheated, Karl Denner said.",
         {{"Tom", "cheated", HS_DEPREL_NSUBJ_PASS, HS_UPOS_PROPN},
          {"cheated", "said", HS_DEPREL_CCOMP, HS_UPOS_VERB},
          {"Karl", "said", HS_DEPREL_NSUBJ, HS_UPOS_PROPN}}},
        {"The mayor, Ana Ruiz said, had taken bribes.",
         {{"mayor", "taken", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"Ana", "said", HS_DEPREL_NSUBJ, HS_UPOS_PROPN}}},
        {"Tom Orlo, prosecutors allege, ran the scheme.",
         {{"Tom", "ran", HS_DEPREL_NSUBJ, HS_UPOS_PROPN},
          {"prosecutors", "allege", HS_DEPREL_NSUBJ, HS_UPOS_NOUN}}},
        {"The man Mara Veldt accused of rape left the country on Monday.",
         {{"man", "left", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"accused", "man", HS_DEPREL_ACL_RELCL, HS_UPOS_VERB},
          {"Mara", "accused", HS_DEPREL_NSUBJ, HS_UPOS_PROPN}}},
        {"The company Mara Veldt sued denied the claims.",
         {{"company", "denied", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"sued", "company", HS_DEPREL_ACL_RELCL, HS_UPOS_VERB},
          {"Mara", "sued", HS_DEPREL_NSUBJ, HS_UPOS_PROPN}}},
        {"Tom Orlo, whom Ana Ruiz accused of theft, said nothing.",
         {{"whom", "accused", HS_DEPREL_OBJ, HS_UPOS_PRON},
          {"Ana", "accused", HS_DEPREL_NSUBJ, HS_UPOS_PROPN}}},
        {"The union, the parents and the church accused the mayor of neglect.",
         {{"union", "accused", HS_DEPREL_NSUBJ, HS_UPOS_NOUN},
          {"parents", "union", HS_DEPREL_CONJ, HS_UPOS_NOUN}}},
        {"Tom Orlo was denounced as a traitor by Ana Ruiz.",
         {{"Ana", "denounced", HS_DEPREL_OBL_AGENT, HS_UPOS_PROPN}}},
        {"Tom Orlo was asked about a book by Ana Ruiz.",
         {{"Ana", "book", HS_DEPREL_NMOD, HS_UPOS_PROPN}}},
        {"Ana Ruiz accused Tom Orlo, the mayor, of theft.",
         {{"mayor", "Tom", HS_DEPREL_APPOS, HS_UPOS_NOUN},
          {"theft", "accused", HS_DEPREL_OBL, HS_UPOS_NOUN}}},
        {"Police named the suspect, Tom Orlo, of Mill Road.",
         {{"suspect", "named", HS_DEPREL_OBJ, HS_UPOS_NOUN},
          {"Road", "Tom", HS_DEPREL_NMOD, HS_UPOS_PROPN}}},
        {"Ana Ruiz said in a letter to the council that Tom Orlo had lied.",
         {{"lied", "said", HS_DEPREL_CCOMP, HS_UPOS_VERB},
          {"that", "lied", HS_DEPREL_MARK, HS_UPOS_SCONJ}}},
        {"Tom Orlo, the mayor, said the bank had lied.",
         {{"Tom", "said", HS_DEPREL_NSUBJ, HS_UPOS_PROPN},
          {"mayor", "Tom", HS_DEPREL_APPOS, HS_UPOS_NOUN},
          {"bank", "lied", HS_DEPREL_NSUBJ, HS_UPOS_NOUN}}},
    };
    check_arcs(sentences, HS_COUNT(sentences));
}

static void features_tell_number_tense_person_and_voice(void **state)
{
    (void)state;
    hs_arena arena = {0};
    const hs_analysis *analysis = analyse("She was asked about the two boats.", &arena);
    unsigned was = analysis->words[find_word(analysis, "was")].features;
    unsigned asked = analysis->words[find_word(analysis, "asked")].features;
    unsigned boats = analysis->words[find_word(analysis, "boats")].features;
    assert_true(was & HS_TENSE_PAST);
    assert_true(was & HS_PERSON_THIRD);
    assert_true(was & HS_VERBFORM_FINITE);
    assert_true(asked & HS_VERBFORM_PARTICIPLE);
    assert_true(asked & HS_VOICE_PASSIVE);
    assert_true(boats & HS_NUMBER_PLURAL);
    hs_arena_finish(&arena);
}

static const hs_name *find_person(const hs_analysis *analysis, const char *first_word)
{
    for (uint32_t i = 0; i < analysis->entity_count; i++)
        if (hs_str_equal(word_text(analysis, analysis->entities[i].words.first),
                         hs_str_from(first_word)))
            return &analysis->entities[i];
    fail_msg("no name starts with %s", first_word);
    return NULL;
}

static void check_span(const hs_analysis *analysis, hs_word_span span, const char *expected)
{
    if (span.first == span.end) {
        assert_string_equal(expected, "");
        return;
    }
    hs_str text = hs_str_slice(analysis->text, analysis->words[span.first].byte_start,
                               analysis->words[span.end - 1].byte_end);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static void names_carry_title_role_and_country(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *first_word;
        const char *name, *title, *role, *country;
    } cases[] = {
        {"France's foreign minister Anton Belmont met reporters on Monday.", "Anton",
         "Anton Belmont", "", "foreign minister", "France"},
        {"They met Mrs. Martha Quill in the town hall.", "Martha", "Martha Quill", "Mrs.", "", ""},
        {"Lena Moor, the Danish finance minister, did not answer.", "Lena", "Lena Moor", "",
         "finance minister", "Danish"},
        {"The Ostran interior minister Ivo Dane said no.", "Ivo", "Ivo Dane", "",
         "interior minister", "Ostran"},
        {"Anton Belmont, the Scottish trade envoy, resigned.", "Anton", "Anton Belmont", "",
         "trade envoy", "Scottish"},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_arena arena = {0};
        const hs_analysis *analysis = analyse(cases[i].text, &arena);
        const hs_name *entity = find_person(analysis, cases[i].first_word);
        assert_int_equal(entity->type, HS_NAME_PERSON);
        check_span(analysis, entity->words, cases[i].name);
        check_span(analysis, entity->title, cases[i].title);
        check_span(analysis, entity->role, cases[i].role);
        check_span(analysis, entity->country, cases[i].country);
        hs_arena_finish(&arena);
    }
}

static void double_names_are_one_person(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\"Close it,\" said Hector Lanyon-Diaz of the finance committee.",
        "The governor, Sunita Marchetti-Flood, met them on Monday.",
        "They accused Cormac Voss-Belltree of lying.",
    };
    static const char *const names[] = {"Hector Lanyon-Diaz", "Sunita Marchetti-Flood",
                                        "Cormac Voss-Belltree"};
    for (size_t i = 0; i < HS_COUNT(texts); i++) {
        hs_arena arena = {0};
        const hs_analysis *analysis = analyse(texts[i], &arena);
        assert_int_equal(analysis->entity_count, 1);
        assert_int_equal(analysis->entities[0].type, HS_NAME_PERSON);
        check_span(analysis, analysis->entities[0].words, names[i]);
        hs_arena_finish(&arena);
    }
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    hs_arena arena = {0};
    const hs_analysis *analysis = analyse(" \n ", &arena);
    assert_int_equal(analysis->word_count, 0);
    assert_int_equal(analysis->sentence_count, 0);
    assert_int_equal(analysis->entity_count, 0);
    hs_arena_finish(&arena);
}

static uint64_t arcs_for(size_t words)
{
    hs_buffer text = {0};
    for (size_t i = 0; i < words; i++)
        hs_buffer_append_text(&text, i % 7 == 6 ? "stone, " : "river ");
    hs_arena arena = {0};
    uint64_t before = hs_language_costs_so_far(language).arcs_scored;
    const hs_analysis *analysis = analyse(text.bytes, &arena);
    assert_true(analysis->word_count >= words);
    assert_true(analysis->sentence_count <= 1 + words / 500); /* sentence.h cuts such */
    uint64_t arcs = hs_language_costs_so_far(language).arcs_scored - before;
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
    return arcs;
}

static void work_on_a_long_sentence_is_linear(void **state)
{
    (void)state;
    uint64_t half = arcs_for(2500);
    uint64_t whole = arcs_for(5000);
    assert_true(whole < half * 21 / 10);
    assert_true(whole < (uint64_t)5000 * 8 / 7 * (HS_SENTENCE_WORDS_MAX + 1));
}

typedef const hs_analysis *analyse_tokens(const hs_language *, hs_str, const hs_token *, size_t,
                                          const hs_sentence *, size_t, int8_t *, hs_arena *);

/* With states; `arcs` is what it took. */
static const hs_analysis *analyse_by(analyse_tokens *how, const char *string, int8_t **states,
                                     uint64_t *arcs, hs_arena *arena)
{
    hs_str text = hs_str_from(string);
    size_t token_count, sentence_count;
    hs_token *tokens = hs_tokenize(text, arena, &token_count);
    hs_sentence *sentences = hs_sentences_split(text, tokens, token_count, arena, &sentence_count);
    uint64_t before = hs_language_costs_so_far(language).arcs_scored;
    *states = hs_arena_room(arena, token_count, hs_language_state_width(language));
    const hs_analysis *analysis =
        how(language, text, tokens, token_count, sentences, sentence_count, *states, arena);
    *arcs = hs_language_costs_so_far(language).arcs_scored - before;
    return analysis;
}

static void of_what_is_written_only_the_changed_sentence_is_read_again(void **state)
{
    (void)state;
    static const char before[] = "The ferry left. Anton Belmont saw it from the old quay.";
    static const char after[] = "The last ferry left. Anton Belmont saw it from the old quay.";
    hs_arena arena = {0};
    int8_t *fresh_states, *states;
    uint64_t all, first, changed;
    const hs_analysis *fresh =
        analyse_by(hs_language_analyse_tokens, after, &fresh_states, &all, &arena);
    analyse_by(hs_language_analyse_edited, before, &states, &first, &arena);
    const hs_analysis *edited =
        analyse_by(hs_language_analyse_edited, after, &states, &changed, &arena);
    assert_true(first > 0);
    assert_true(changed > 0 && changed < all / 2);
    assert_memory_equal(states, fresh_states,
                        fresh->word_count * hs_language_state_width(language));
    for (uint32_t i = 0; i < fresh->word_count; i++) {
        const hs_word *word = &edited->words[i], *other = &fresh->words[i];
        assert_int_equal(word->byte_start, other->byte_start);
        assert_int_equal(word->head, other->head);
        assert_int_equal(word->deprel, other->deprel);
        assert_int_equal(word->xpos, other->xpos);
        assert_int_equal(word->entity_tag, other->entity_tag);
        assert_int_equal(word->lemma_length, other->lemma_length);
    }
    analyse_by(hs_language_analyse_edited, after, &states, &changed, &arena);
    assert_int_equal(changed, 0);
    hs_language_give_back(language);
    analyse_by(hs_language_analyse_edited, after, &states, &changed, &arena);
    assert_int_equal(changed, all);
    hs_arena_finish(&arena);
}

/* How alike the vectors of two words are, which stand behind the network's part of their states. */
static long alike(const int8_t *states, uint32_t one, uint32_t other)
{
    size_t width = hs_language_state_width(language), from = hs_language_network_width(language);
    long product = 0;
    for (size_t i = from; i < width; i++)
        product += states[one * width + i] * states[other * width + i];
    return product;
}

static void words_that_are_used_alike_have_vectors_alike(void **state)
{
    (void)state;
    enum { DENY = 1, DISPUTE = 5, PAINT = 9, BELMONT = 12, DENIED = 13 };
    hs_arena arena = {0};
    int8_t *states;
    uint64_t arcs;
    analyse_by(hs_language_analyse_tokens,
               "They deny it. They dispute it. They paint it. Belmont denied it.", &states, &arcs,
               &arena);
    assert_true(alike(states, DENY, DISPUTE) > 2 * alike(states, DENY, PAINT));
    assert_int_equal(alike(states, DENY, DENIED), alike(states, DENY, DENY));
    assert_true(alike(states, DENY, DENY) > 0);
    assert_int_equal(alike(states, BELMONT, BELMONT), 0);
    hs_arena_finish(&arena);
}

static void what_tells_models_apart_goes_by_the_width_that_they_read(void **state)
{
    (void)state;
    size_t network = hs_language_network_width(language), all = hs_language_state_width(language);
    assert_true(hs_language_fingerprint(language, network) != 0);
    assert_true(hs_language_fingerprint(language, all) != 0);
    assert_true(hs_language_fingerprint(language, all) !=
                hs_language_fingerprint(language, network));
    assert_int_equal(hs_language_fingerprint(language, network + 1), 0);
}

static void a_megabyte_without_a_space_is_analysed(void **state)
{
    (void)state;
    hs_buffer text = {0};
    for (size_t i = 0; i < (size_t)1 << 20; i++)
        hs_buffer_append_byte(&text, (char)('a' + i % 26));
    hs_arena arena = {0};
    const hs_analysis *analysis = analyse(text.bytes, &arena);
    assert_true(analysis->word_count >= 1);
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
}

static void results_take_few_bytes_a_word(void **state)
{
    (void)state;
    hs_buffer text = {0};
    for (size_t i = 0; i < 2000; i++)
        hs_buffer_append_text(&text, "The old ferry left the harbour at noon. ");
    hs_arena arena = {0};
    const hs_analysis *analysis = analyse(text.bytes, &arena);
    assert_int_equal(analysis->word_count, 18000);
    assert_true(arena.bytes_reserved < (size_t)400 * analysis->word_count);
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
}

static bool same(const hs_analysis *a, const hs_analysis *b)
{
    if (a->word_count != b->word_count || a->entity_count != b->entity_count)
        return false;
    for (uint32_t i = 0; i < a->word_count; i++) {
        const hs_word *x = &a->words[i];
        const hs_word *y = &b->words[i];
        if (x->head != y->head || x->deprel != y->deprel || x->upos != y->upos ||
            x->xpos != y->xpos || x->features != y->features || x->entity_tag != y->entity_tag)
            return false;
    }
    return true;
}

static const char shared_text[] = "Two trains met at Hollow Bridge. \"We saw it,\" said Ada Finch, "
                                  "who lives nearby. The council of Port Ellery has not replied.";

static void *analyse_often(void *reference)
{
    for (int i = 0; i < 20; i++) {
        hs_arena arena = {0};
        const hs_analysis *analysis =
            hs_language_analyse(language, hs_str_from(shared_text), &arena);
        bool good = same(analysis, reference);
        hs_arena_finish(&arena);
        if (!good)
            return "differs";
    }
    return NULL;
}

static void threads_share_a_model_and_agree(void **state)
{
    (void)state;
    hs_arena arena = {0};
    const hs_analysis *reference = analyse(shared_text, &arena);
    pthread_t threads[4];
    for (size_t i = 0; i < HS_COUNT(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, analyse_often, (void *)reference), 0);
    for (size_t i = 0; i < HS_COUNT(threads); i++) {
        void *result;
        pthread_join(threads[i], &result);
        assert_null(result);
    }
    hs_arena_finish(&arena);
}

static void random_bytes_are_analysed(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int round = 0; round < 200; round++) {
        char bytes[400];
        for (size_t i = 0; i < sizeof bytes; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(random >> (random >> 61 ? 40 : 50));
        }
        hs_arena arena = {0};
        const hs_analysis *analysis =
            hs_language_analyse(language, hs_str_make(bytes, sizeof bytes), &arena);
        assert_null(hs_check_analysis(analysis));
        hs_arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_sentences_are_parsed_right),
        cmocka_unit_test(clauses_have_their_own_subjects),
        cmocka_unit_test(features_tell_number_tense_person_and_voice),
        cmocka_unit_test(names_carry_title_role_and_country),
        cmocka_unit_test(double_names_are_one_person),
        cmocka_unit_test(nothing_gives_nothing),
        cmocka_unit_test(work_on_a_long_sentence_is_linear),
        cmocka_unit_test(of_what_is_written_only_the_changed_sentence_is_read_again),
        cmocka_unit_test(words_that_are_used_alike_have_vectors_alike),
        cmocka_unit_test(what_tells_models_apart_goes_by_the_width_that_they_read),
        cmocka_unit_test(a_megabyte_without_a_space_is_analysed),
        cmocka_unit_test(results_take_few_bytes_a_word),
        cmocka_unit_test(threads_share_a_model_and_agree),
        cmocka_unit_test(random_bytes_are_analysed),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
