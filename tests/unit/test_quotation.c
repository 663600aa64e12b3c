/* The promises of daemon/text/quotation.h. In the table, [ and ] stand in the second column where a
 * quotation starts and ends; an unclosed one has only its [. */
#include "test.h"

#include "base/buffer.h"
#include "text/quotation.h"

typedef struct pair_case {
    const char *what;
    const char *text;
    const char *marked;
} pair_case;

/* The text with [ in front of each quotation and ] behind each that is closed. */
static char *mark_up(hs_str text, const hs_quotation *quotations, size_t count)
{
    hs_buffer out = {0};
    for (size_t at = 0; at <= text.length; at++) {
        for (size_t i = count; i-- > 0;)
            if (!quotations[i].unclosed && quotations[i].span.end == at)
                hs_buffer_append_byte(&out, ']');
        for (size_t i = 0; i < count; i++)
            if (quotations[i].span.start == at)
                hs_buffer_append_byte(&out, '[');
        if (at < text.length)
            hs_buffer_append_byte(&out, text.bytes[at]);
    }
    return hs_buffer_take(&out);
}

static void check_pairs(const pair_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hs_arena arena = {0};
        size_t found;
        hs_str text = hs_str_from(cases[i].text);
        const hs_quotation *quotations = hs_quotations_find(text, &arena, &found);
        char *marked = mark_up(text, quotations, found);
        if (strcmp(marked, cases[i].marked) != 0)
            fail_msg("%s:\n%s\nwanted:\n%s", cases[i].what, marked, cases[i].marked);
        free(marked);
        hs_arena_finish(&arena);
    }
}

static void double_marks_pair(void **state)
{
    (void)state;
    static const pair_case cases[] = {
        {"none", "No marks here.", "No marks here."},
        {"straight", "\"Yes,\" he said. \"No.\"", "[\"Yes,\"] he said. [\"No.\"]"},
        {"curly", "“Yes,” he said. “No.”", "[“Yes,”] he said. [“No.”]"},
        {"in brackets", "The report (\"final\") is out.", "The report ([\"final\"]) is out."},
        {"behind a dash", "He said —\"never\"— and left.", "He said —[\"never\"]— and left."},
        {"no space before", "He said:\"Never.\"", "He said:[\"Never.\"]"},
        {"spaced marks", "He said \" never \" again.", "He said [\" never \"] again."},
        {"guillemets", "Il dit « jamais » et «non».", "Il dit [« jamais »] et [«non»]."},
        {"guillemets turned round", "Er sagte »nie« und ging.", "Er sagte [»nie«] und ging."},
        {"single guillemets", "Il dit ‹jamais›.", "Il dit [‹jamais›]."},
        {"low marks, German", "Er sagte „nie“ und ging.", "Er sagte [„nie“] und ging."},
        {"low marks, Polish", "Rzekł „nigdy” i poszedł.", "Rzekł [„nigdy”] i poszedł."},
        {"low single marks", "Er sagte ‚nie‘ und ging.", "Er sagte [‚nie‘] und ging."},
        {"doubled single marks", "''Yes,'' he said. ''I won't.''",
         "[''Yes,''] he said. [''I won't.'']"},
        {"doubled, with single ones inside", "''He said 'go''' — she said.",
         "[''He said ['go']''] — she said."},
        {"doubled, as typesetters do", "``Yes,'' he said.", "[``Yes,''] he said."},
        {"doubled curly marks", "‘‘Yes,’’ he said.", "[‘‘Yes,’’] he said."},
        {"curly opened, straight closed", "“Yes,\" he said.", "[“Yes,\"] he said."},
        {"straight opened, curly closed", "\"Yes,” he said.", "[\"Yes,”] he said."},
        {"the wrong curly mark closes", "“Yes,“ he said.", "[“Yes,“] he said."},
        {"the wrong curly mark opens", "He said ”yes” twice.", "He said [”yes”] twice."},
    };
    check_pairs(cases, HS_COUNT(cases));
}

static void marks_without_a_partner(void **state)
{
    (void)state;
    static const pair_case cases[] = {
        {"a paragraph that goes on", "“We go on.", "[“We go on."},
        {"straight, to the end", "He said: \"We go on.", "He said: [\"We go on."},
        {"a closing mark alone", "We go on,\" he said.", "We go on,\" he said."},
        {"a curly closing mark alone", "We go on,” he said.", "We go on,” he said."},
        {"a mark alone", "\"", "[\""},
        {"one forgotten, then a pair", "\"Yes, he said. \"No,\" she said.",
         "[\"Yes, he said. [\"No,\"] she said."},
        {"a single mark at the front", "‘We go on.", "[‘We go on."},
        {"a straight single mark at the front", "'We go on.", "['We go on."},
        {"a single mark behind a colon", "He said: ‘We go on.", "He said: [‘We go on."},
        {"a single mark elsewhere is an apostrophe", "We saw 'specially good ones.",
         "We saw 'specially good ones."},
    };
    check_pairs(cases, HS_COUNT(cases));
}

static void single_marks_are_told_from_apostrophes(void **state)
{
    (void)state;
    static const pair_case cases[] = {
        {"in words", "It's Orlo's and they don't.", "It's Orlo's and they don't."},
        {"in words, curly", "It’s Orlo’s and they don’t.", "It’s Orlo’s and they don’t."},
        {"a plural's possessive", "The bosses' pay rose.", "The bosses' pay rose."},
        {"at the text's end", "He blamed the bosses'", "He blamed the bosses'"},
        {"two possessives", "The bosses' and the workers' pay.",
         "The bosses' and the workers' pay."},
        {"a decade", "The ’90s and the '80s.", "The ’90s and the '80s."},
        {"a decade with the wrong mark", "The ‘90s were good.", "The ‘90s were good."},
        {"a decade in a quotation", "'The '90s were good,' he said.",
         "['The '90s were good,'] he said."},
        {"'tis and 'em", "'Tis true, get 'em.", "'Tis true, get 'em."},
        {"rock 'n' roll", "Rock 'n' roll and rock ’n’ roll.", "Rock 'n' roll and rock ’n’ roll."},
        {"rock 'n' roll in a quotation", "He called it 'rock 'n' roll' twice.",
         "He called it ['rock 'n' roll'] twice."},
        {"a scare quote", "The 'cure' failed.", "The ['cure'] failed."},
        {"a quotation that ends in s", "The 'rogue states' met.", "The ['rogue states'] met."},
        {"one that ends in s, and another", "The 'rogue states' have a 'plan' now.",
         "The ['rogue states'] have a ['plan'] now."},
        {"a possessive inside", "'The bosses' pay rose,' he said.",
         "['The bosses' pay rose,'] he said."},
        {"a possessive behind", "‘No,’ said the bosses’ lawyer.",
         "[‘No,’] said the bosses’ lawyer."},
        {"apostrophes inside", "‘It’s Orlo’s,’ he said.", "[‘It’s Orlo’s,’] he said."},
        {"ends in s with a stop", "He meant 'the bosses'.", "He meant ['the bosses']."},
        {"a dropped g", "'We're goin' home,' he said.", "['We're goin' home,'] he said."},
        {"British, doubles inside", "'He said \"go\" to me,' she said.",
         "['He said [\"go\"] to me,'] she said."},
        {"American, singles inside", "“He said ‘go’ to me,” she said.",
         "[“He said [‘go’] to me,”] she said."},
        {"singles inside, marks together", "\"He said 'go'\" — so she said.",
         "[\"He said ['go']\"] — so she said."},
        {"marks together, three", "“‘Go,’ he said,” she said.", "[“[‘Go,’] he said,”] she said."},
        {"an apostrophe inside doubles", "\"Get the bosses' cars,\" he said.",
         "[\"Get the bosses' cars,\"] he said."},
        {"a stray single inside doubles", "\"The 'specially good,\" he said. 'No.'",
         "[\"The 'specially good,\"] he said. ['No.']"},
    };
    check_pairs(cases, HS_COUNT(cases));
}

static void measures_are_no_quotations(void **state)
{
    (void)state;
    static const pair_case cases[] = {
        {"feet and inches", "He is 6'2\" tall.", "He is 6'2\" tall."},
        {"inches", "A 12\" pipe and a 9\" one.", "A 12\" pipe and a 9\" one."},
        {"primes", "He is 6′2″ tall.", "He is 6′2″ tall."},
        {"inches in a quotation", "\"He is 6'2\" tall,\" she said.",
         "[\"He is 6'2\" tall,\"] she said."},
        {"a score ends a quotation", "\"We lost 5-2\" is all she said.",
         "[\"We lost 5-2\"] is all she said."},
        {"a year ends a quotation", "He said \"in 2019\" and \"in 2020\".",
         "He said [\"in 2019\"] and [\"in 2020\"]."},
    };
    check_pairs(cases, HS_COUNT(cases));
}

static void quotations_tell_depth_style_and_inside(void **state)
{
    (void)state;
    hs_arena arena = {0};
    size_t count;
    hs_str text = HS_STR("“A ‘b’ c” 'd' \"e");
    const hs_quotation *q = hs_quotations_find(text, &arena, &count);
    static const struct {
        uint8_t style, depth;
        bool unclosed;
        const char *inside;
    } wanted[] = {
        {HS_MARK_CURLY_DOUBLE, 0, false, "A ‘b’ c"},
        {HS_MARK_CURLY_SINGLE, 1, false, "b"},
        {HS_MARK_STRAIGHT_SINGLE, 0, false, "d"},
        {HS_MARK_STRAIGHT_DOUBLE, 0, true, "e"},
    };
    assert_int_equal(count, HS_COUNT(wanted));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(q[i].style, wanted[i].style);
        assert_int_equal(q[i].depth, wanted[i].depth);
        assert_int_equal(q[i].unclosed, wanted[i].unclosed);
        hs_str inside = hs_str_slice(text, q[i].inside.start, q[i].inside.end);
        assert_true(hs_str_equal(inside, hs_str_from(wanted[i].inside)));
        assert_true(hs_span_contains(q[i].span, q[i].inside));
    }
    hs_arena_finish(&arena);
}

static void endless_nesting_stays_within_bounds(void **state)
{
    (void)state;
    hs_buffer text = {0};
    for (int i = 0; i < 10000; i++)
        hs_buffer_append_text(&text, "“„«");
    hs_arena arena = {0};
    size_t count;
    const hs_quotation *q = hs_quotations_find(hs_buffer_str(&text), &arena, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        assert_true(q[i].depth < 8 && q[i].span.end <= text.length);
    hs_arena_finish(&arena);
    hs_buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(double_marks_pair),
        cmocka_unit_test(marks_without_a_partner),
        cmocka_unit_test(single_marks_are_told_from_apostrophes),
        cmocka_unit_test(measures_are_no_quotations),
        cmocka_unit_test(quotations_tell_depth_style_and_inside),
        cmocka_unit_test(endless_nesting_stays_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
