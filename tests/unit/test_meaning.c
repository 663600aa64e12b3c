/* The promises of what words mean: ratings by part of speech, alone and in pairs; words for groups
 * of people hold nothing against anybody; in a block each word has its own, or that of its pair;
 * words that end firms' names.
 */
#include "test.h"

#include "annotate/accusations/word_meanings.h"
#include "annotate/reading/firm_words.h"
#include "annotate/reading/given_gender.h"
#include "annotate/reading/noun_kind.h"

static unsigned get(const char *word, enum hs_meaning_part part, enum hs_meaning_place place)
{
    return hs_meaning_get(hs_meaning_of(hs_str_from(word), part), place);
}

static void a_verb_tells_whose_fault_it_is(void **state)
{
    (void)state;
    assert_true(get("embezzle", HS_MEANING_OF_VERB, HS_MEANING_FAULT) >= 7);
    assert_true(get("accuse", HS_MEANING_OF_VERB, HS_MEANING_BLAME) >= 7);
    assert_true(get("accuse", HS_MEANING_OF_VERB, HS_MEANING_FAULT) <= 2);
    assert_true(get("rob", HS_MEANING_OF_VERB, HS_MEANING_HARM) >= 7);
    assert_int_equal(get("deny", HS_MEANING_OF_VERB, HS_MEANING_SPEECH), HS_SPEECH_DENIES);
    assert_int_equal(get("eat", HS_MEANING_OF_VERB, HS_MEANING_FAULT), 0);
}

static void a_rarer_given_name_tells_a_gender(void **state)
{
    (void)state;
    assert_int_equal(hs_given_gender(HS_STR("Clay")), HS_GENDER_MALE);
    assert_int_equal(hs_given_gender(HS_STR("LOWRI")), HS_GENDER_FEMALE);
    assert_int_equal(hs_given_gender(HS_STR("Käthe")), HS_GENDER_FEMALE);
    assert_int_equal(hs_given_gender(HS_STR("Robin")), HS_GENDER_UNKNOWN);
    assert_int_equal(hs_given_gender(HS_STR("Orlo")), HS_GENDER_UNKNOWN);
}

static void a_word_is_rated_by_its_part_of_speech(void **state)
{
    (void)state;
    assert_int_equal(get("liar", HS_MEANING_OF_NOUN, HS_MEANING_KIND), HS_KIND_PERSON);
    assert_int_equal(get("allegation", HS_MEANING_OF_NOUN, HS_MEANING_KIND), HS_KIND_CASE);
    assert_int_equal(hs_meaning_of(HS_STR("embezzle"), HS_MEANING_OF_NOUN), 0);
    assert_int_equal(get("CORRUPT", HS_MEANING_OF_QUALITY, HS_MEANING_FAULT),
                     get("corrupt", HS_MEANING_OF_QUALITY, HS_MEANING_FAULT));
    assert_int_equal(hs_meaning_of(HS_STR("xyzzy"), HS_MEANING_OF_NOUN), 0);
    assert_int_equal(hs_meaning_of(HS_STR(""), HS_MEANING_OF_NOUN), 0);
}

static void who_neither_acts_nor_speaks_is_told_by_kind(void **state)
{
    (void)state;
    static const char *const mute[] = {"fraud", "report", "law", "courage"};
    static const char *const others[] = {"liar", "crowd", "ministry", "year", "xyzzy"};
    for (size_t i = 0; i < HS_COUNT(mute); i++)
        assert_true(hs_meaning_mute(hs_meaning_of(hs_str_from(mute[i]), HS_MEANING_OF_NOUN)));
    for (size_t i = 0; i < HS_COUNT(others); i++)
        assert_false(hs_meaning_mute(hs_meaning_of(hs_str_from(others[i]), HS_MEANING_OF_NOUN)));
    assert_true(hs_meaning_of_time(hs_meaning_of(HS_STR("year"), HS_MEANING_OF_NOUN)));
}

static void a_firms_name_ends_as_no_others_does(void **state)
{
    (void)state;
    assert_int_equal(hs_firm_word(HS_STR("Foods")),
                     HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN);
    assert_int_equal(hs_firm_word(HS_STR("BANK")), HS_FIRM_ONLY);
    assert_false(hs_firm_word(HS_STR("Power")) & HS_FIRM_BEHIND_GIVEN);
    assert_true(hs_firm_word(HS_STR("railways")) & HS_FIRM_NO_SURNAME);
    assert_int_equal(hs_firm_word(HS_STR("Ruiz")), 0);
    assert_int_equal(hs_firm_word(HS_STR("")), 0);
}

static void a_pair_means_what_its_words_alone_do_not(void **state)
{
    (void)state;
    hs_meaning promise = hs_meaning_of_pair(HS_STR("break"), HS_STR("promise"), HS_MEANING_OF_VERB);
    hs_meaning news = hs_meaning_of_pair(HS_STR("break"), HS_STR("news"), HS_MEANING_OF_VERB);
    assert_true(hs_meaning_get(promise, HS_MEANING_FAULT) >= 5);
    assert_true(hs_meaning_get(news, HS_MEANING_FAULT) <= 1);
    assert_int_equal(hs_meaning_of_pair(HS_STR("break"), HS_STR("xyzzy"), HS_MEANING_OF_VERB), 0);
}

static void nouns_of_harm_tell_that_somebody_suffers(void **state)
{
    (void)state;
    static const char *const harm[] = {"killing", "stabbing", "abusing",  "murder",
                                       "arrest",  "jailing",  "eviction", "torture"};
    static const char *const none[] = {"handling", "meeting", "report", "praise",
                                       "helping",  "ing",     "",       "misunderstanding"};
    for (size_t i = 0; i < HS_COUNT(harm); i++)
        assert_true(hs_noun_suffered(hs_str_from(harm[i])));
    for (size_t i = 0; i < HS_COUNT(none); i++)
        assert_false(hs_noun_suffered(hs_str_from(none[i])));
}

static void words_for_groups_of_people_hold_nothing_against_anybody(void **state)
{
    (void)state;
    static const char *const groups[] = {
        "woman",      "man",      "immigrant", "migrant",    "foreigner", "refugee",
        "atheist",    "feminist", "lesbian",   "homosexual", "liberal",   "conservative",
        "capitalist", "leftist",  "gay",       "black",      "latino",    "alien",
    };
    for (size_t i = 0; i < HS_COUNT(groups); i++) {
        hs_meaning meaning = hs_meaning_of(hs_str_from(groups[i]), HS_MEANING_OF_NOUN);
        assert_int_not_equal(meaning, 0);
        assert_true(hs_meaning_get(meaning, HS_MEANING_FAULT) <= 1);
    }
}

static void the_words_of_a_block_mean_what_their_pairs_do(void **state)
{
    (void)state;
    hs_arena scratch = {0};
    hs_block_findings findings = {0};
    hs_block_list *list =
        hs_block_list_build(HS_STR("They broke promises to corrupt mayors."), HS_MARKUP_PLAIN);
    hs_reading reading = {
        .block = list->entries[0].block, .arena = &findings.arena, .scratch = &scratch};
    hs_reading_prepare(&reading);
    const hs_accusation_word *words = hs_accusation_words(&reading, &scratch);
    assert_int_equal(words[1].meaning,
                     hs_meaning_of_pair(HS_STR("break"), HS_STR("promise"), HS_MEANING_OF_VERB));
    assert_int_equal(words[2].meaning, hs_meaning_of(HS_STR("promise"), HS_MEANING_OF_NOUN));
    assert_int_equal(words[5].quality, hs_meaning_of(HS_STR("corrupt"), HS_MEANING_OF_QUALITY));
    hs_reading_finish(&reading, &findings);
    hs_arena_finish(&findings.arena);
    hs_arena_finish(&scratch);
    hs_block_list_unref(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verb_tells_whose_fault_it_is),
        cmocka_unit_test(a_rarer_given_name_tells_a_gender),
        cmocka_unit_test(a_word_is_rated_by_its_part_of_speech),
        cmocka_unit_test(who_neither_acts_nor_speaks_is_told_by_kind),
        cmocka_unit_test(a_firms_name_ends_as_no_others_does),
        cmocka_unit_test(a_pair_means_what_its_words_alone_do_not),
        cmocka_unit_test(nouns_of_harm_tell_that_somebody_suffers),
        cmocka_unit_test(words_for_groups_of_people_hold_nothing_against_anybody),
        cmocka_unit_test(the_words_of_a_block_mean_what_their_pairs_do),
    };
    return cmocka_run_group_tests_name("meaning", tests, NULL, NULL);
}
