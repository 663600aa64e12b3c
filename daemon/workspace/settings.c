/* Reading settings: one function a key, in a table. Where the layers come from and in which order
 * they lie is decided in features/configuration.c.
 */
#include "workspace/settings.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "base/buffer.h"

hs_settings *hs_settings_create(void)
{
    hs_settings *settings = hs_alloc_zeroed(1, sizeof *settings);
    atomic_init(&settings->references, 1);
    for (int i = 0; i < HS_RULE_COUNT; i++)
        settings->severities[i] = hs_rules[i].severity;
    settings->claim_threshold = HS_CLAIM_THRESHOLD_DEFAULT;
    settings->unsourced_claims = HS_UNSOURCED_CLAIMS_DEFAULT;
    settings->inlay_hints = true;
    settings->code_lens = true;
    return settings;
}

hs_settings *hs_settings_ref(hs_settings *settings)
{
    atomic_fetch_add_explicit(&settings->references, 1, memory_order_relaxed);
    return settings;
}

static void free_ignores(hs_settings *settings, size_t from)
{
    for (size_t i = from; i < settings->ignores.count; i++)
        free(settings->ignores.items[i].text);
    settings->ignores.count = from;
}

void hs_settings_unref(hs_settings *settings)
{
    if (!settings || atomic_fetch_sub_explicit(&settings->references, 1, memory_order_acq_rel) != 1)
        return;
    free_ignores(settings, 0);
    hs_array_finish(&settings->ignores);
    free(settings);
}

static bool same_ignore(const hs_ignore_setting *a, const hs_ignore_setting *b)
{
    return a->every_rule == b->every_rule && (a->every_rule || a->rule == b->rule) &&
           a->has_annotation == b->has_annotation &&
           (a->has_annotation ? a->annotation == b->annotation : strcmp(a->text, b->text) == 0);
}

bool hs_settings_equal(const hs_settings *a, const hs_settings *b)
{
    bool same = memcmp(a->severities, b->severities, sizeof a->severities) == 0 &&
                a->claim_threshold == b->claim_threshold &&
                a->unsourced_claims == b->unsourced_claims && a->thoughts == b->thoughts &&
                a->inlay_hints == b->inlay_hints && a->code_lens == b->code_lens &&
                a->ignores.count == b->ignores.count;
    for (size_t i = 0; same && i < a->ignores.count; i++)
        same = same_ignore(&a->ignores.items[i], &b->ignores.items[i]);
    return same;
}

typedef struct settings_reader {
    hs_settings *settings;
    const char *bad_key;
    hs_error *error;
} settings_reader;

static bool read_boolean(settings_reader *reader, const char *key, const json_t *value, bool *out)
{
    if (!json_is_boolean(value)) {
        reader->bad_key = key;
        return hs_error_set(reader->error, "\"%.60s\" must be true or false", key);
    }
    *out = json_is_true(value);
    return true;
}

/* Names the rules that there are: where a page that lists them lies is not known here. `name` is
 * NULL when it is no string. */
static bool refuse_rule(settings_reader *reader, const char *name)
{
    hs_buffer codes = {0};
    for (int i = 0; i < HS_RULE_COUNT; i++)
        hs_buffer_printf(&codes, "%s%s", i == 0 ? "" : ", ", hs_rules[i].code);
    if (name)
        hs_error_set(reader->error, "\"%.60s\" is not a rule; the rules are %s", name, codes.bytes);
    else
        hs_error_set(reader->error, "\"rule\" in \"ignore\" must name a rule; the rules are %s",
                     codes.bytes);
    hs_buffer_finish(&codes);
    return false;
}

static bool read_rules(settings_reader *reader, const char *key, const json_t *value)
{
    const char *code;
    json_t *name;
    reader->bad_key = key;
    if (!json_is_object(value))
        return hs_error_set(reader->error, "\"rules\" must be an object of rules and severities");
    json_object_foreach((json_t *)value, code, name)
    {
        hs_rule rule;
        reader->bad_key = code;
        if (!hs_rule_from_code(hs_str_from(code), &rule))
            return refuse_rule(reader, code);
        if (!json_is_string(name) ||
            !hs_severity_from_name(json_string_value(name), &reader->settings->severities[rule]))
            return hs_error_set(reader->error,
                                "rule \"%s\" must be \"off\", \"error\", \"warning\", "
                                "\"information\" or \"hint\"",
                                code);
    }
    return true;
}

static bool read_claim_threshold(settings_reader *reader, const char *key, const json_t *value)
{
    double threshold = json_number_value(value);
    if (!json_is_number(value) || !(threshold >= 0 && threshold <= 1)) {
        reader->bad_key = key;
        return hs_error_set(reader->error, "\"%s\" must be a number from 0 to 1", key);
    }
    reader->settings->claim_threshold = (float)threshold;
    return true;
}

static bool read_unsourced_claims(settings_reader *reader, const char *key, const json_t *value)
{
    json_int_t count = json_integer_value(value);
    if (!json_is_integer(value) || count < 0 || count > (json_int_t)HS_UNSOURCED_CLAIMS_LIMIT) {
        reader->bad_key = key;
        return hs_error_set(reader->error, "\"%s\" must be a whole number from 0 to %u", key,
                            HS_UNSOURCED_CLAIMS_LIMIT);
    }
    reader->settings->unsourced_claims = (uint32_t)count;
    return true;
}

static bool read_thoughts(settings_reader *reader, const char *key, const json_t *value)
{
    return read_boolean(reader, key, value, &reader->settings->thoughts);
}

static bool read_inlay_hints(settings_reader *reader, const char *key, const json_t *value)
{
    return read_boolean(reader, key, value, &reader->settings->inlay_hints);
}

static bool read_code_lens(settings_reader *reader, const char *key, const json_t *value)
{
    return read_boolean(reader, key, value, &reader->settings->code_lens);
}

static bool read_annotation_id(const char *digits, uint64_t *id)
{
    char *end;
    if (strlen(digits) != 16 || strspn(digits, "0123456789abcdef") != 16)
        return false;
    *id = strtoull(digits, &end, 16);
    return true;
}

static bool read_ignore_entry(settings_reader *reader, const json_t *entry)
{
    const json_t *rule = json_object_get(entry, "rule");
    const json_t *annotation = json_object_get(entry, "annotation");
    const json_t *text = json_object_get(entry, "text");
    hs_ignore_setting ignore = {.every_rule = !rule, .has_annotation = annotation};
    const size_t known = (rule ? 1 : 0) + (annotation ? 1 : 0) + (text ? 1 : 0);
    if (!json_is_object(entry) || json_object_size(entry) != known || !annotation == !text)
        return hs_error_set(reader->error, "an entry of \"ignore\" has \"text\" or \"annotation\", "
                                           "and \"rule\" where it is for one rule only");
    if (rule && (!json_is_string(rule) ||
                 !hs_rule_from_code(hs_str_from(json_string_value(rule)), &ignore.rule)))
        return refuse_rule(reader, json_string_value(rule));
    if (annotation && (!json_is_string(annotation) ||
                       !read_annotation_id(json_string_value(annotation), &ignore.annotation)))
        return hs_error_set(reader->error,
                            "\"annotation\" in \"ignore\" must be an id of 16 hex digits");
    if (text && (!json_is_string(text) || json_string_length(text) == 0))
        return hs_error_set(reader->error, "\"text\" in \"ignore\" must be words of the text");
    if (text)
        ignore.text = hs_string_copy(json_string_value(text));
    *hs_array_push(&reader->settings->ignores) = ignore;
    return true;
}

static bool read_ignore(settings_reader *reader, const char *key, const json_t *value)
{
    reader->bad_key = key;
    if (!json_is_array(value))
        return hs_error_set(reader->error, "\"ignore\" must be an array");
    if (json_array_size(value) + reader->settings->ignores.count > HS_IGNORE_LIMIT)
        return hs_error_set(reader->error, "\"ignore\" holds more than %d entries",
                            HS_IGNORE_LIMIT);
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!read_ignore_entry(reader, json_array_get(value, i)))
            return false;
    }
    return true;
}

static const struct {
    const char *key;
    bool (*read)(settings_reader *reader, const char *key, const json_t *value);
} setting_keys[] = {
    {"rules", read_rules},
    {"claimThreshold", read_claim_threshold},
    {"unsourcedClaims", read_unsourced_claims},
    {"thoughts", read_thoughts},
    {"inlayHints", read_inlay_hints},
    {"codeLens", read_code_lens},
    {"ignore", read_ignore},
};

static bool read_key(settings_reader *reader, const char *key, const json_t *value)
{
    for (size_t i = 0; i < HS_COUNT(setting_keys); i++) {
        if (strcmp(setting_keys[i].key, key) == 0)
            return setting_keys[i].read(reader, key, value);
    }
    hs_buffer keys = {0};
    for (size_t i = 0; i < HS_COUNT(setting_keys); i++)
        hs_buffer_printf(&keys, "%s%s", i == 0 ? "" : ", ", setting_keys[i].key);
    reader->bad_key = key;
    hs_error_set(reader->error, "\"%.60s\" is not a setting of hearsay; these are: %s", key,
                 keys.bytes);
    hs_buffer_finish(&keys);
    return false;
}

static bool read_layer(settings_reader *reader, const json_t *layer)
{
    const char *key;
    json_t *value;
    if (!json_is_object(layer))
        return hs_error_set(reader->error, "the settings must be an object");
    json_object_foreach((json_t *)layer, key, value)
    {
        if (!read_key(reader, key, value))
            return false;
    }
    return true;
}

bool hs_settings_apply(hs_settings *settings, const json_t *layer, const char **bad_key,
                       hs_error *error)
{
    hs_settings before = *settings;
    settings_reader reader = {.settings = settings, .error = error};
    if (!layer || json_is_null(layer) || read_layer(&reader, layer))
        return true;
    if (bad_key)
        *bad_key = reader.bad_key;
    free_ignores(settings, before.ignores.count);
    memcpy(settings->severities, before.severities, sizeof before.severities);
    settings->claim_threshold = before.claim_threshold;
    settings->unsourced_claims = before.unsourced_claims;
    settings->thoughts = before.thoughts;
    settings->inlay_hints = before.inlay_hints;
    settings->code_lens = before.code_lens;
    return false;
}
