/* The tokenizer's promises: cuts like the treebanks, exact offsets, every byte covered, linear. */
#include "test.h"

#include "base/buffer.h"
#include "text/character.h"
#include "text/token.h"

/* The tokens of `text` with " " between them, "+" before joined ones. */
static void assert_cut(const char *text, const char *wanted)
{
    hs_arena arena = {0};
    size_t count;
    hs_str whole = hs_str_from(text);
    hs_token *tokens = hs_tokenize(whole, &arena, &count);
    hs_buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            hs_buffer_append_byte(&out, tokens[i].joined ? '+' : ' ');
        hs_buffer_append_str(&out, hs_token_text(whole, &tokens[i]));
    }
    assert_string_equal(out.bytes, wanted);
    hs_buffer_finish(&out);
    hs_arena_finish(&arena);
}

struct cut_case {
    const char *text;
    const char *wanted;
};

static void assert_cuts(const struct cut_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_cut(cases[i].text, cases[i].wanted);
}

static void contractions_and_possessives_are_split(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"They don't know.", "They do+n't know ."},
        {"Varland’s minister can’t say he’s sure", "Varland+’s minister ca+n’t say he+’s sure"},
        {"We'll see; I'd've gone", "We+'ll see ; I+'d+'ve gone"},
        {"the ministers' offices", "the ministers+' offices"},
        {"the 'ministers' of old", "the ' ministers ' of old"},
        {"DON'T", "DO+N'T"},
        {"She cannot go, he's gonna", "She can+not go , he+'s gon+na"},
        {"they dont know what im at, Ana Ive", "they do+nt know what i+m at , Ana Ive"},
        {"O'Rell took the ’90s back at six o'clock", "O'Rell took the ’90s back at six o'clock"},
        {"the U.S.'s role", "the U.S.+'s role"},
        {"give 'em time", "give 'em time"},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void hyphens_and_slashes_stand_alone_but_for_prefixes_and_numbers(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"a 15-year-old law", "a 15 - year - old law"},
        {"the re-elected co-founder", "the re-elected co-founder"},
        {"an anti-Varland, state-run paper", "an anti-Varland , state - run paper"},
        {"call 555-014-2233 or 555-0142", "call 555-014-2233 or 555-0142"},
        {"from 10-20 people", "from 10 - 20 people"},
        {"and/or", "and / or"},
        {"on 9/11 and 11/28/2000", "on 9/11 and 11/28/2000"},
        {"talks -- long ones - ended", "talks -- long ones - ended"},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void numbers_and_units_are_cut(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"$1,200.50 and €3bn", "$ 1,200.50 and € 3 bn"},
        {"US$5m, 4.5% at 7:30pm", "US$ 5 m , 4.5 % at 7:30 pm"},
        {"in 2003, 2004.", "in 2003 , 2004 ."},
        {"the 1990s, the 21st", "the 1990s , the 21st"},
        {"a .5 share, +44 20", "a .5 share , +44 20"},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void abbreviations_and_initials_keep_their_stop(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"Mr. J. K. Orlo and Dr. Vey.", "Mr. J. K. Orlo and Dr. Vey ."},
        {"at 5 p.m. on Sept. 4", "at 5 p.m. on Sept. 4"},
        {"the U.S. and U.N. Council", "the U.S. and U.N. Council"},
        {"He said no.", "He said no ."},
        {"No. 4, No. We", "No. 4 , No . We"},
        {"Vey Inc. said so, etc.", "Vey Inc. said so , etc ."},
        {"a Ph.D. student", "a Ph.D. student"},
        {"in Selm, Mass., (D-Wash.) at Mass.", "in Selm , Mass. , ( D - Wash. ) at Mass ."},
        {"our No.1 foe, Ana G. and Tom", "our No. 1 foe , Ana G. and Tom"},
        {"It ended.Then it rained.", "It ended . Then it rained ."},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void marks_run_together_as_in_the_treebanks(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"\"Well... no,\" he said.", "\" Well ... no , \" he said ."},
        {"What?! Never!!!", "What ?! Never !!!"},
        {"“Wait…”", "“ Wait … ”"},
        {"(see [3]).", "( see [ 3 ] ) ."},
        {"''old'' marks", "'' old '' marks"},
        {"fine :-) :)", "fine :-) :)"},
        {"#voting @orlo AT&T", "#voting @orlo AT&T"},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void addresses_stay_whole(void **state)
{
    (void)state;
    static const struct cut_case cases[] = {
        {"See https://example.org/a?b=c.", "See https://example.org/a?b=c ."},
        {"(www.example.org)", "( www.example.org )"},
        {"mail ana.vey@example.org, please", "mail ana.vey@example.org , please"},
        {"the example.com page", "the example.com page"},
    };
    assert_cuts(cases, HS_COUNT(cases));
}

static void tokens_know_their_shape_and_what_follows(void **state)
{
    (void)state;
    hs_arena arena = {0};
    size_t count;
    hs_token *t = hs_tokenize(HS_STR("Ana said UN 4.5 $ x2 ,"), &arena, &count);
    static const uint8_t shapes[] = {HS_TOKEN_CAPITALISED, HS_TOKEN_LOWER, HS_TOKEN_UPPER,
                                     HS_TOKEN_NUMBER,      HS_TOKEN_OTHER, HS_TOKEN_OTHER,
                                     HS_TOKEN_PUNCTUATION};
    assert_int_equal(count, HS_COUNT(shapes));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(t[i].shape, shapes[i]);
        assert_int_equal(t[i].space_after, i + 1 < count);
    }
    hs_arena_finish(&arena);
}

static void assert_covers(hs_str text)
{
    hs_arena arena = {0};
    size_t count, at = 0;
    hs_token *tokens = hs_tokenize(text, &arena, &count);
    for (size_t i = 0; i <= count; i++) {
        size_t start = i < count ? tokens[i].span.start : text.length;
        assert_true(at <= start);
        while (at < start) {
            hs_character c = hs_character_at(text, at);
            assert_int_equal(c.class, HS_CHARACTER_SPACE);
            at += c.length;
        }
        assert_int_equal(at, start);
        if (i < count) {
            assert_true(tokens[i].span.end > start && tokens[i].span.end <= text.length);
            at = tokens[i].span.end;
        }
    }
    hs_arena_finish(&arena);
}

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)*state * limit) >> 32);
}

static void every_byte_that_is_no_space_lies_in_one_token(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",    "Orlo", "'",  "’",   "n't", ".",        "...",
                                         "-",    "1",    ",",  "000", "@",   "/",        "www.",
                                         "$",    "\"",   " ",  "\n",  "é",   "\xff",     "\xe2\x80",
                                         "🙂", "U.S",  ":",  ")",   "no",  "\xc2\xa0", "http://",
                                         "&",    "s",    "'s", "#",   "+",   ""};
    uint32_t seed = 20;
    for (int round = 0; round < 3000; round++) {
        hs_buffer text = {0};
        uint32_t length = random_below(&seed, 12);
        for (uint32_t i = 0; i < length; i++)
            hs_buffer_append_text(&text, pieces[random_below(&seed, HS_COUNT(pieces))]);
        hs_buffer_append_byte(&text, (char)random_below(&seed, 256));
        assert_covers(hs_buffer_str(&text));
        hs_buffer_finish(&text);
    }
}

static void the_work_is_linear_in_the_length(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "1",   "a.",   "1-",  "a'",  "'",      "a@",
                                         ".",  "a-",  "1,",   "&A",  "é",   "http:",  "a/",
                                         "\"", "U.S", "'s",   "1:",  "e-",  "www.a ", "<",
                                         "#a", "n't", "1-1-", "a.b", "...", "no. ",   "A. "};
    for (size_t p = 0; p < HS_COUNT(pieces); p++) {
        hs_buffer text = {0};
        size_t length = p == 0 ? 1u << 20 : 1u << 16;
        while (text.length < length)
            hs_buffer_append_text(&text, pieces[p]);
        hs_arena arena = {0};
        size_t count;
        uint64_t bytes_read = 0;
        hs_tokenize_counting(hs_buffer_str(&text), &arena, &count, &bytes_read);
        assert_true(count > 0 && count <= text.length);
        if (bytes_read > 200 * (uint64_t)text.length)
            fail_msg("\"%s\" repeated: %llu reads", pieces[p], (unsigned long long)bytes_read);
        hs_arena_finish(&arena);
        hs_buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contractions_and_possessives_are_split),
        cmocka_unit_test(hyphens_and_slashes_stand_alone_but_for_prefixes_and_numbers),
        cmocka_unit_test(numbers_and_units_are_cut),
        cmocka_unit_test(abbreviations_and_initials_keep_their_stop),
        cmocka_unit_test(marks_run_together_as_in_the_treebanks),
        cmocka_unit_test(addresses_stay_whole),
        cmocka_unit_test(tokens_know_their_shape_and_what_follows),
        cmocka_unit_test(every_byte_that_is_no_space_lies_in_one_token),
        cmocka_unit_test(the_work_is_linear_in_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
