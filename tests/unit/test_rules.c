/* Each rule: a text that breaks it, one that does not, and the ways to silence it. */
#include "source_tree.h"

#include <jansson.h>

#include "base/file.h"

#include "workspace/analysis.h"
#include "workspace/vague.h"

static hs_document_analysis analysis;

/* The findings of a text under settings given as JSON (NULL: the defaults). */
static const hs_findings *check(const char *text, hs_markup markup, const char *settings)
{
    hs_error error;
    analysis = (hs_document_analysis){.version = 1,
                                      .markup = markup,
                                      .text = hs_source_text_create(hs_str_from(text)),
                                      .settings = hs_settings_create()};
    if (settings) {
        json_t *layer = json_loads(settings, 0, NULL);
        if (!hs_settings_apply(analysis.settings, layer, NULL, &error))
            fail_msg("%s", error.text);
        json_decref(layer);
    }
    hs_document_analysis_run(&analysis, NULL);
    return &analysis.snapshot->findings;
}

static size_t count(const hs_findings *findings, hs_rule rule)
{
    size_t found = 0;
    for (size_t i = 0; i < findings->count; i++)
        found += findings->items[i].rule == rule;
    return found;
}

static void assert_count(const char *text, hs_markup markup, const char *settings, hs_rule rule,
                         size_t expected)
{
    const hs_findings *findings = check(text, markup, settings);
    size_t found = count(findings, rule);
    if (found != expected)
        fail_msg("%zu, not %zu, findings of %s in: %s", found, expected, hs_rules[rule].code, text);
    hs_document_analysis_finish(&analysis);
}

static void assert_broken(const char *text, hs_rule rule)
{
    assert_count(text, HS_MARKUP_PLAIN, NULL, rule, 1);
}

static void assert_kept(const char *text, hs_rule rule)
{
    assert_count(text, HS_MARKUP_PLAIN, NULL, rule, 0);
}

#define LONELY_QUOTE                                                                               \
    "Snow lay in the yard of the mill.\n\n"                                                        \
    "There was a note on the door. “We will open again when the river lets us.” It was wet.\n"

static void unattributed_quote(void **state)
{
    (void)state;
    assert_broken(LONELY_QUOTE, HS_RULE_UNATTRIBUTED_QUOTE);
    assert_kept("“We will open again when the river lets us,” said Tove Hald, the miller.\n",
                HS_RULE_UNATTRIBUTED_QUOTE);
    assert_kept("She called the mill a “second home” for a year.\n", HS_RULE_UNATTRIBUTED_QUOTE);
}

static void unclosed_quote(void **state)
{
    (void)state;
    assert_broken("“We counted the boats twice, said Tove Hald.\n\nNobody slept.\n",
                  HS_RULE_UNCLOSED_QUOTE);
    assert_kept("“We counted the boats twice,” said Tove Hald.\n\nNobody slept.\n",
                HS_RULE_UNCLOSED_QUOTE);
    assert_kept("“We counted the boats twice,” said Tove Hald. “Then we went home.\n\n"
                "“In the morning there was one too many.”\n",
                HS_RULE_UNCLOSED_QUOTE);
}

static void unattributed_accusation(void **state)
{
    (void)state;
    assert_broken("Velmar Mills stole the wages of its drivers.\n",
                  HS_RULE_UNATTRIBUTED_ACCUSATION);
    assert_kept("The drivers’ union accused Velmar Mills of stealing the wages of its drivers.\n",
                HS_RULE_UNATTRIBUTED_ACCUSATION);
}

#define ACCUSED "The harbour board accused Tarn Quays of hiding the survey.\n\n"

static void unanswered_accusation(void **state)
{
    (void)state;
    assert_broken(ACCUSED "The survey was made in May.\n", HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept(ACCUSED "Tarn Quays denied the accusation.\n", HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept(ACCUSED "“The survey was never ours,” Tarn Quays said.\n",
                HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept(ACCUSED "Tarn Quays chief executive Tove Hald said the survey was a draft.\n",
                HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept("The harbour board accused Orrin Borough Council of hiding the survey.\n\n"
                "The survey was made in May.\n\n"
                "Orrin Borough Council leader Tove Hald said it was a draft.\n",
                HS_RULE_UNANSWERED_ACCUSATION);
}

#define BOTH_ACCUSED                                                                               \
    "The harbour board accused Tarn Quays and Orrin Docks of hiding the survey.\n\n"

static void each_of_several_accused_answers(void **state)
{
    (void)state;
    assert_broken(BOTH_ACCUSED "Tarn Quays denied the accusation.\n",
                  HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept(BOTH_ACCUSED "Tarn Quays and Orrin Docks denied the accusation.\n",
                HS_RULE_UNANSWERED_ACCUSATION);
    assert_kept(BOTH_ACCUSED "Neither Tarn Quays nor Orrin Docks responded to a letter.\n",
                HS_RULE_UNANSWERED_ACCUSATION);
}

static void a_party_without_an_answer_is_marked_at_its_first_accusation(void **state)
{
    (void)state;
    static const char twice[] = ACCUSED "The ferrymen accused Tarn Quays of stealing wages.\n";
    const hs_findings *findings = check(twice, HS_MARKUP_PLAIN, NULL);
    assert_int_equal(count(findings, HS_RULE_UNANSWERED_ACCUSATION), 1);
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].rule == HS_RULE_UNANSWERED_ACCUSATION)
            assert_true(findings->items[i].source.start < strlen(ACCUSED));
    hs_document_analysis_finish(&analysis);
}

static void vague_source(void **state)
{
    (void)state;
    assert_broken("Critics say the plan is out of date.\n", HS_RULE_VAGUE_SOURCE);
    assert_kept("Two of the ferrymen say the plan is out of date.\n", HS_RULE_VAGUE_SOURCE);
    assert_kept("Tove Hald says the plan is out of date.\n", HS_RULE_VAGUE_SOURCE);
}

static void vague_sources_are_bare_groups(void **state)
{
    (void)state;
    assert_true(hs_is_vague_source(HS_STR("Critics")));
    assert_true(hs_is_vague_source(HS_STR("some experts")));
    assert_true(hs_is_vague_source(HS_STR("people familiar with the matter")));
    assert_true(hs_is_vague_source(HS_STR("Several sources close to the talks")));
    assert_false(hs_is_vague_source(HS_STR("three experts")));
    assert_false(hs_is_vague_source(HS_STR("experts at Lunden University")));
    assert_false(hs_is_vague_source(HS_STR("officials")));
    assert_false(hs_is_vague_source(HS_STR("the")));
    assert_false(hs_is_vague_source(HS_STR("")));
}

#define STRIKING "Wages in the valley fell by 31 percent in 2019, the steepest fall in 40 years.\n"

static void unsourced_claim(void **state)
{
    (void)state;
    assert_broken(STRIKING, HS_RULE_UNSOURCED_CLAIM);
    assert_kept(STRIKING "\nThe statistics office said the figures were final.\n",
                HS_RULE_UNSOURCED_CLAIM);
    assert_kept("It rained on Monday.\n", HS_RULE_UNSOURCED_CLAIM);
}

#define FOUR_CLAIMS                                                                                \
    "Wages in the valley fell by 31 percent in 2019, the steepest fall in 40 years.\n\n"           \
    "Unemployment in the valley rose to 18.4 percent in 2020, twice the national average.\n\n"     \
    "The government spent 12 billion dollars on the dam, three times what it had planned.\n\n"     \
    "Taxes on farmers rose by 45 percent between 2015 and 2019, the largest increase since "       \
    "1990.\n"

static void only_the_claims_most_worth_a_source_are_marked(void **state)
{
    (void)state;
    static const hs_rule rule = HS_RULE_UNSOURCED_CLAIM;
    assert_count(FOUR_CLAIMS, HS_MARKUP_PLAIN, NULL, rule, 3);
    assert_count(FOUR_CLAIMS, HS_MARKUP_PLAIN, "{\"unsourcedClaims\": 10}", rule, 4);
    assert_count(FOUR_CLAIMS, HS_MARKUP_PLAIN, "{\"unsourcedClaims\": 1}", rule, 1);
    assert_count(FOUR_CLAIMS, HS_MARKUP_PLAIN, "{\"unsourcedClaims\": 0}", rule, 0);
}

/* Rounded up. */
static void each_chapter_of_a_long_text_has_a_third_of_the_marks(void **state)
{
    (void)state;
    static const struct {
        const char *settings;
        size_t of_a_chapter;
    } cases[] = {{NULL, 1}, {"{\"unsourcedClaims\": 4}", 2}, {"{\"unsourcedClaims\": 0}", 0}};
    hs_buffer text = {0};
    for (int i = 0; i < 200; i++)
        hs_buffer_append_text(&text, FOUR_CLAIMS "\n\n");
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        const hs_findings *findings = check(text.bytes, HS_MARKUP_PLAIN, cases[i].settings);
        assert_true(findings->chapter_count > 2);
        assert_int_equal(count(findings, HS_RULE_UNSOURCED_CLAIM),
                         cases[i].of_a_chapter * findings->chapter_count);
        hs_document_analysis_finish(&analysis);
    }
    hs_buffer_finish(&text);
}

static void marks_of_claims_stay_while_the_text_grows(void **state)
{
    (void)state;
    static const char *const texts[] = {FOUR_CLAIMS, "It rained on Monday.\n\n" FOUR_CLAIMS,
                                        FOUR_CLAIMS "\nNobody was on the quay.\n"};
    uint64_t ids[3][3] = {{0}};
    for (size_t t = 0; t < 3; t++) {
        const hs_findings *findings = check(texts[t], HS_MARKUP_PLAIN, NULL);
        size_t found = 0;
        for (size_t i = 0; i < findings->count; i++)
            if (findings->items[i].rule == HS_RULE_UNSOURCED_CLAIM && found < 3)
                ids[t][found++] = findings->items[i].id;
        assert_int_equal(found, 3);
        hs_document_analysis_finish(&analysis);
    }
    assert_memory_equal(ids[0], ids[1], sizeof ids[0]);
    assert_memory_equal(ids[0], ids[2], sizeof ids[0]);
}

static void a_clean_report_raises_nothing(void **state)
{
    (void)state;
    const hs_findings *findings =
        check("Ferry crews end walkout in Hald Sound\n\n"
              "HALD SOUND, Oct 14 (Coastwire) - Ferry crews went back to work on Tuesday after the "
              "operator agreed to pay overtime, their union said.\n\n"
              "“We got what we asked for in March,” said Dagny Ros, the union’s general secretary. "
              "She accused Sundlines of having waited for the winter.\n\n"
              "Sundlines rejected that. “We were waiting for figures,” its chief executive, Joost "
              "Amblin, told reporters.\n",
              HS_MARKUP_PLAIN, NULL);
    for (size_t i = 0; i < findings->count; i++)
        print_error("%s: %.*s\n", hs_rules[findings->items[i].rule].code,
                    HS_STR_ARGS(findings->items[i].message));
    assert_int_equal(findings->count, 0);
    hs_document_analysis_finish(&analysis);
}

static void a_finding_says_where_what_and_how_bad(void **state)
{
    (void)state;
    const hs_findings *findings =
        check("It is late. Critics say the plan is out of date.\n", HS_MARKUP_PLAIN, NULL);
    assert_int_equal(findings->count, 1);
    assert_int_equal(findings->items[0].source.start, 12);
    assert_int_equal(findings->items[0].source.end, 19);
    assert_int_equal(findings->items[0].severity, HS_SEVERITY_INFORMATION);
    assert_non_null(strstr(findings->items[0].message.bytes, "Critics"));
    hs_document_analysis_finish(&analysis);
}

static void messages_are_sentences(void **state)
{
    static const char *const cases[][2] = {
        {"The bridge will stay shut. “We have waited for eleven years and nobody came.”\n",
         "Nobody is named as saying “We have waited for eleven years and nobody came.” Name the "
         "speaker."},
        {"“We counted the boats twice, said Tove Hald.\n",
         "The quotation “We counted the boats twice, said Tove Hald.” is never closed."},
        {"The company cheated its drivers of three weeks’ pay.\n",
         "The text itself holds the company responsible for “cheated its drivers of three weeks’ "
         "pay”."},
    };
    (void)state;
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        const hs_findings *findings = check(cases[i][0], HS_MARKUP_PLAIN, NULL);
        assert_true(findings->count >= 1);
        assert_non_null(strstr(findings->items[0].message.bytes, cases[i][1]));
        hs_document_analysis_finish(&analysis);
    }
}

static void settings_change_severity_and_switch_off(void **state)
{
    (void)state;
    const hs_findings *findings = check("Critics say the plan is out of date.\n", HS_MARKUP_PLAIN,
                                        "{\"rules\": {\"vague-source\": \"error\"}}");
    assert_int_equal(findings->items[0].severity, HS_SEVERITY_ERROR);
    hs_document_analysis_finish(&analysis);
    assert_count("Critics say the plan is out of date.\n", HS_MARKUP_PLAIN,
                 "{\"rules\": {\"vague-source\": \"off\"}}", HS_RULE_VAGUE_SOURCE, 0);
}

static void settings_ignore_words_and_annotations(void **state)
{
    (void)state;
    const char *text = "Critics say the plan is out of date. Some experts say it is too dear.\n";
    char settings[128];
    assert_count(text, HS_MARKUP_PLAIN, NULL, HS_RULE_VAGUE_SOURCE, 2);
    assert_count(text, HS_MARKUP_PLAIN, "{\"ignore\": [{\"text\": \"CRITICS\"}]}",
                 HS_RULE_VAGUE_SOURCE, 1);
    assert_count(text, HS_MARKUP_PLAIN,
                 "{\"ignore\": [{\"rule\": \"unclosed-quote\", \"text\": \"critics\"}]}",
                 HS_RULE_VAGUE_SOURCE, 2);
    const hs_findings *findings = check(text, HS_MARKUP_PLAIN, NULL);
    snprintf(settings, sizeof settings, "{\"ignore\": [{\"annotation\": \"%016llx\"}]}",
             (unsigned long long)findings->items[1].id);
    hs_document_analysis_finish(&analysis);
    assert_count(text, HS_MARKUP_PLAIN, settings, HS_RULE_VAGUE_SOURCE, 1);
}

#define VAGUE "Critics say the plan is out of date."

static void comments_silence_a_block_or_the_text(void **state)
{
    (void)state;
    static const struct {
        hs_markup markup;
        const char *text;
        size_t found;
    } cases[] = {
        {HS_MARKUP_MARKDOWN, VAGUE "\n\n" VAGUE "\n", 2},
        {HS_MARKUP_MARKDOWN, VAGUE " <!-- hearsay-ignore vague-source -->\n\n" VAGUE "\n", 1},
        {HS_MARKUP_MARKDOWN, "<!-- hearsay-ignore -->\n\n" VAGUE "\n\n" VAGUE "\n", 1},
        {HS_MARKUP_MARKDOWN, VAGUE " <!-- hearsay-ignore unclosed-quote -->\n", 1},
        {HS_MARKUP_MARKDOWN, VAGUE " <!-- hearsay-ignore unclosed-quote vague-source -->\n", 0},
        {HS_MARKUP_MARKDOWN, VAGUE "\n\n" VAGUE "\n\n<!-- hearsay-ignore-file vague-source -->\n",
         0},
        {HS_MARKUP_HTML, "<p>" VAGUE "<!-- hearsay-ignore vague-source --></p><p>" VAGUE "</p>", 1},
        {HS_MARKUP_PLAIN, "[hearsay-ignore vague-source]\n" VAGUE "\n\n" VAGUE "\n", 1},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++)
        assert_count(cases[i].text, cases[i].markup, NULL, HS_RULE_VAGUE_SOURCE, cases[i].found);
}

static uint64_t hash_of(const char *text, const char *settings)
{
    uint64_t hash = check(text, HS_MARKUP_PLAIN, settings)->hash;
    hs_document_analysis_finish(&analysis);
    return hash;
}

/* Where it stands is added by who sends lines and columns. */
static void the_hash_of_findings_is_of_what_they_say(void **state)
{
    (void)state;
    uint64_t first = hash_of(VAGUE "\n\nIt rained.\n", NULL);
    assert_true(first == hash_of(VAGUE "\n\nIt snowed all day.\n", NULL));
    assert_true(first == hash_of("It rained.\n\n" VAGUE "\n", NULL));
    assert_true(first != hash_of("It rained.\n", NULL));
    assert_true(first != hash_of("Observers say it rained.\n", NULL));
    assert_true(first != hash_of(VAGUE "\n", "{\"rules\": {\"vague-source\": \"error\"}}"));
}

static void every_rule_has_a_section_in_the_documentation(void **state)
{
    (void)state;
    hs_buffer page = {0}, path = {0};
    source_tree_append(&path, "docs/RULES.md");
    assert_true(hs_file_read(path.bytes, 1 << 20, &page, NULL));
    for (int i = 0; i < HS_RULE_COUNT; i++) {
        char heading[64];
        snprintf(heading, sizeof heading, "\n## %s\n\n**Severity:** %s.\n", hs_rules[i].code,
                 hs_severity_name(hs_rules[i].severity));
        if (!strstr(page.bytes, heading))
            fail_msg("docs/RULES.md lacks: %s", heading);
    }
    hs_buffer_finish(&path);
    hs_buffer_finish(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unattributed_quote),
        cmocka_unit_test(unclosed_quote),
        cmocka_unit_test(unattributed_accusation),
        cmocka_unit_test(unanswered_accusation),
        cmocka_unit_test(each_of_several_accused_answers),
        cmocka_unit_test(a_party_without_an_answer_is_marked_at_its_first_accusation),
        cmocka_unit_test(vague_source),
        cmocka_unit_test(vague_sources_are_bare_groups),
        cmocka_unit_test(unsourced_claim),
        cmocka_unit_test(only_the_claims_most_worth_a_source_are_marked),
        cmocka_unit_test(each_chapter_of_a_long_text_has_a_third_of_the_marks),
        cmocka_unit_test(marks_of_claims_stay_while_the_text_grows),
        cmocka_unit_test(a_clean_report_raises_nothing),
        cmocka_unit_test(a_finding_says_where_what_and_how_bad),
        cmocka_unit_test(messages_are_sentences),
        cmocka_unit_test(settings_change_severity_and_switch_off),
        cmocka_unit_test(settings_ignore_words_and_annotations),
        cmocka_unit_test(comments_silence_a_block_or_the_text),
        cmocka_unit_test(the_hash_of_findings_is_of_what_they_say),
        cmocka_unit_test(every_rule_has_a_section_in_the_documentation),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
