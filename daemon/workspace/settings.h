/* What a user can set, from defaults, the editor and `.hearsay.json` (docs/FEATURES.md,
 * "Configuration").
 *
 *     {"rules": {"vague-source": "off", "unsourced-claim": "warning"},
 *      "claimThreshold": 0.5, "unsourcedClaims": 3, "thoughts": false, "inlayHints": true,
 *      "codeLens": true,
 *      "ignore": [{"rule": "vague-source", "text": "critics say"}, {"annotation": "01ab…"}]}
 *
 * A settings object is built by one thread (the loop's), then immutable and reference counted
 * (atomic), so that workers may read it.
 */
#pragma once

#include <jansson.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/error.h"
#include "workspace/rule.h"

/* Silences findings: those of one rule or of all, on one annotation or wherever the finding's
 * words contain `text` (letter case set aside). */
typedef struct hs_ignore_setting {
    bool every_rule;
    hs_rule rule;        /* unless every_rule */
    bool has_annotation; /* else `text` is set */
    uint64_t annotation;
    char *text;
} hs_ignore_setting;

#define HS_UNSOURCED_CLAIMS_DEFAULT 3u
#define HS_UNSOURCED_CLAIMS_LIMIT 1000u

#define HS_IGNORE_LIMIT 10000 /* entries of "ignore" that are kept */

typedef struct hs_settings {
    atomic_uint references;
    hs_severity severities[HS_RULE_COUNT];
    float claim_threshold;     /* claims that score less are not shown */
    uint32_t unsourced_claims; /* how many claims without a source are marked in a text */
    bool thoughts;             /* show beliefs and plans beside speech */
    bool inlay_hints;
    bool code_lens;
    HS_ARRAY(hs_ignore_setting) ignores;
} hs_settings;

hs_settings *hs_settings_create(void); /* the defaults */

/* Lays one layer of configuration over `settings` (which nobody else has yet). On the first value
 * that makes no sense, sets `error` (naming the key and what it may be), leaves `settings` as it
 * was and returns false; `bad_key` (may be NULL) then names the innermost key, borrowed from
 * `layer`. Keys that are not known are an error too, so that a misspelt rule does not stay on
 * unnoticed. NULL and JSON null are empty layers. */
bool hs_settings_apply(hs_settings *settings, const json_t *layer, const char **bad_key,
                       hs_error *error);

/* Whether texts are shown alike with both. */
bool hs_settings_equal(const hs_settings *a, const hs_settings *b);

hs_settings *hs_settings_ref(hs_settings *settings);
void hs_settings_unref(hs_settings *settings); /* NULL is fine */
