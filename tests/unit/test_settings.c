/* Reading settings: all of a layer or nothing, and errors that name the key. */
#include "test.h"

#include <jansson.h>

#include "workspace/settings.h"

static bool apply(hs_settings *settings, const char *layer, const char **bad_key, hs_error *error)
{
    static json_t *json; /* kept for bad_key, which borrows from it */
    json_decref(json);
    json = json_loads(layer, JSON_DECODE_ANY, NULL);
    return hs_settings_apply(settings, json, bad_key, error);
}

static void defaults_are_those_of_the_rules(void **state)
{
    (void)state;
    hs_settings *settings = hs_settings_create();
    for (int i = 0; i < HS_RULE_COUNT; i++)
        assert_int_equal(settings->severities[i], hs_rules[i].severity);
    assert_float_equal(settings->claim_threshold, 0.5, 0.001);
    assert_false(settings->thoughts);
    assert_true(settings->inlay_hints);
    assert_true(settings->code_lens);
    hs_settings_unref(settings);
}

static void each_key_is_read(void **state)
{
    (void)state;
    hs_error error;
    hs_settings *settings = hs_settings_create();
    assert_true(apply(settings,
                      "{\"rules\": {\"vague-source\": \"off\", \"unsourced-claim\": \"error\"},"
                      " \"claimThreshold\": 0.25, \"unsourcedClaims\": 7, \"thoughts\": true, "
                      "\"inlayHints\": false,"
                      " \"codeLens\": false, \"ignore\": [{\"text\": \"a\"}, {\"rule\":"
                      " \"vague-source\", \"annotation\": \"00000000000000ff\"}]}",
                      NULL, &error));
    assert_int_equal(settings->severities[HS_RULE_VAGUE_SOURCE], HS_SEVERITY_OFF);
    assert_int_equal(settings->severities[HS_RULE_UNSOURCED_CLAIM], HS_SEVERITY_ERROR);
    assert_float_equal(settings->claim_threshold, 0.25, 0.001);
    assert_int_equal(settings->unsourced_claims, 7);
    assert_true(settings->thoughts);
    assert_false(settings->inlay_hints);
    assert_false(settings->code_lens);
    assert_int_equal(settings->ignores.count, 2);
    assert_true(settings->ignores.items[0].every_rule);
    assert_string_equal(settings->ignores.items[0].text, "a");
    assert_int_equal(settings->ignores.items[1].rule, HS_RULE_VAGUE_SOURCE);
    assert_int_equal(settings->ignores.items[1].annotation, 0xff);
    hs_settings_unref(settings);
}

static void a_layer_lies_over_the_one_before(void **state)
{
    (void)state;
    hs_error error;
    hs_settings *settings = hs_settings_create();
    assert_true(apply(settings, "{\"claimThreshold\": 0.1, \"thoughts\": true}", NULL, &error));
    assert_true(apply(settings, "{\"claimThreshold\": 0.9}", NULL, &error));
    assert_true(apply(settings, "null", NULL, &error));
    assert_true(hs_settings_apply(settings, NULL, NULL, &error));
    assert_float_equal(settings->claim_threshold, 0.9, 0.001);
    assert_true(settings->thoughts);
    hs_settings_unref(settings);
}

static void what_makes_no_sense_is_refused_whole(void **state)
{
    (void)state;
    static const struct {
        const char *layer, *key, *text;
    } cases[] = {
        {"{\"thoughts\": true, \"rule\": {}}", "rule",
         "\"rule\" is not a setting of hearsay; these are: rules, claimThreshold, "},
        {"{\"thoughts\": true, \"rules\": []}", "rules", "must be an object"},
        {"{\"thoughts\": true, \"rules\": {\"vauge\": \"off\"}}", "vauge",
         "\"vauge\" is not a rule; the rules are unattributed-quote, unclosed-quote, "},
        {"{\"thoughts\": true, \"rules\": {\"vague-source\": \"loud\"}}", "vague-source",
         "\"off\""},
        {"{\"thoughts\": true, \"rules\": {\"vague-source\": 1}}", "vague-source", "\"off\""},
        {"{\"thoughts\": true, \"claimThreshold\": 2}", "claimThreshold", "0 to 1"},
        {"{\"thoughts\": true, \"claimThreshold\": \"1\"}", "claimThreshold", "0 to 1"},
        {"{\"thoughts\": true, \"unsourcedClaims\": -1}", "unsourcedClaims", "0 to 1000"},
        {"{\"thoughts\": true, \"unsourcedClaims\": 1.5}", "unsourcedClaims", "whole number"},
        {"{\"thoughts\": true, \"inlayHints\": 1}", "inlayHints", "true or false"},
        {"{\"thoughts\": true, \"ignore\": {}}", "ignore", "array"},
        {"{\"thoughts\": true, \"ignore\": [{\"text\": \"a\"}, {}]}", "ignore", "\"text\""},
        {"{\"thoughts\": true, \"ignore\": [{\"text\": \"\"}]}", "ignore", "words"},
        {"{\"thoughts\": true, \"ignore\": [{\"text\": \"a\", \"annotation\": \"b\"}]}", "ignore",
         "\"text\" or"},
        {"{\"thoughts\": true, \"ignore\": [{\"annotation\": \"12\"}]}", "ignore", "16 hex"},
        {"{\"thoughts\": true, \"ignore\": [{\"text\": \"a\", \"rule\": \"b\"}]}", "ignore",
         "\"b\" is not a rule; the rules are "},
        {"{\"thoughts\": true, \"ignore\": [{\"text\": \"a\", \"rule\": 1}]}", "ignore",
         "must name a rule; the rules are "},
        {"{\"thoughts\": true, \"ignore\": [\"a\"]}", "ignore", "an entry"},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_settings *settings = hs_settings_create();
        const char *bad_key = NULL;
        hs_error error = {{0}};
        if (apply(settings, cases[i].layer, &bad_key, &error))
            fail_msg("accepted: %s", cases[i].layer);
        assert_string_equal(bad_key, cases[i].key);
        if (!strstr(error.text, cases[i].text))
            fail_msg("“%s” does not say “%s”", error.text, cases[i].text);
        assert_false(settings->thoughts);
        assert_int_equal(settings->ignores.count, 0);
        hs_settings_unref(settings);
    }
}

static void a_layer_with_a_fault_at_its_end_changes_nothing(void **state)
{
    (void)state;
    static const char everything[] =
        "{\"rules\": {\"vague-source\": \"off\"}, \"claimThreshold\": 0.1, "
        "\"unsourcedClaims\": 7, \"thoughts\": true, \"inlayHints\": false, "
        "\"codeLens\": false, \"ignore\": [{\"text\": \"a\"}], \"rule\": {}}";
    hs_settings *settings = hs_settings_create(), *defaults = hs_settings_create();
    hs_error error = {{0}};
    assert_false(apply(settings, everything, NULL, &error));
    assert_true(hs_settings_equal(settings, defaults));
    hs_settings_unref(settings);
    hs_settings_unref(defaults);
}

static void numbers_may_be_what_the_documentation_says(void **state)
{
    (void)state;
    static const char *const fine[] = {"{\"claimThreshold\": 0}", "{\"claimThreshold\": 1}",
                                       "{\"unsourcedClaims\": 0}", "{\"unsourcedClaims\": 1000}"};
    static const char *const wrong[] = {"{\"claimThreshold\": -0.001}",
                                        "{\"claimThreshold\": 1.001}",
                                        "{\"unsourcedClaims\": 1001}"};
    hs_error error;
    hs_settings *settings = hs_settings_create();
    for (size_t i = 0; i < HS_COUNT(fine); i++)
        assert_true(apply(settings, fine[i], NULL, &error));
    for (size_t i = 0; i < HS_COUNT(wrong); i++)
        assert_false(apply(settings, wrong[i], NULL, &error));
    hs_settings_unref(settings);
}

static void a_layer_that_is_no_object_is_refused(void **state)
{
    (void)state;
    hs_error error = {{0}};
    hs_settings *settings = hs_settings_create();
    assert_false(apply(settings, "[]", NULL, &error));
    assert_non_null(strstr(error.text, "must be an object"));
    apply(settings, "{}", NULL, &error);
    hs_settings_unref(settings);
}

static void each_key_makes_settings_unequal(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "{}",
        "{\"rules\": {\"vague-source\": \"off\"}}",
        "{\"claimThreshold\": 0.25}",
        "{\"unsourcedClaims\": 7}",
        "{\"thoughts\": true}",
        "{\"inlayHints\": false}",
        "{\"codeLens\": false}",
        "{\"ignore\": [{\"text\": \"a\"}]}",
        "{\"ignore\": [{\"text\": \"b\"}]}",
        "{\"ignore\": [{\"rule\": \"vague-source\", \"text\": \"a\"}]}",
        "{\"ignore\": [{\"annotation\": \"00000000000000ff\"}]}",
        "{\"ignore\": [{\"annotation\": \"00000000000000fe\"}]}",
    };
    for (size_t i = 0; i < HS_COUNT(layers); i++)
        for (size_t k = 0; k < HS_COUNT(layers); k++) {
            hs_settings *a = hs_settings_create(), *b = hs_settings_create();
            assert_true(apply(a, layers[i], NULL, NULL) && apply(b, layers[k], NULL, NULL));
            assert_int_equal(hs_settings_equal(a, b), i == k);
            hs_settings_unref(a);
            hs_settings_unref(b);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_rules),
        cmocka_unit_test(each_key_is_read),
        cmocka_unit_test(a_layer_lies_over_the_one_before),
        cmocka_unit_test(what_makes_no_sense_is_refused_whole),
        cmocka_unit_test(a_layer_with_a_fault_at_its_end_changes_nothing),
        cmocka_unit_test(numbers_may_be_what_the_documentation_says),
        cmocka_unit_test(a_layer_that_is_no_object_is_refused),
        cmocka_unit_test(each_key_makes_settings_unequal),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
