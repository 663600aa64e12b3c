/* Which verdict breaks which rule, what is underlined, and what the message says. */
#include "workspace/check_findings.h"

#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"
#include "workspace/silence.h"

enum { SHOWN_BYTES = 160 }; /* of a source's words in a message */

typedef struct raiser {
    const hs_chapter *chapter;
    const hs_settings *settings;
    hs_silence silence;
    hs_arena *arena;
    hs_finding_array *found;
} raiser;

static bool holds(hs_str text, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= text.length; i++) {
        if (hs_str_equal_ignoring_case(hs_str_slice(text, i, i + length),
                                       hs_str_make(word, length)))
            return true;
    }
    return false;
}

/* A figure or a mark says nothing without its scale. */
static bool has_letter(hs_str rating)
{
    for (size_t at = 0; at < rating.length;) {
        if (hs_utf8_is(hs_utf8_next(rating, at, &at), HS_CHAR_LETTER))
            return true;
    }
    return false;
}

/* Whether a fact-check's rating says that the claim does not hold. Words that are not known say so:
 * claims are seldom checked that nobody doubts. */
static bool is_negative(hs_str rating)
{
    static const char *const negative[] = {
        "false",         "fake",         "wrong",       "mislead",       "untrue",
        "incorrect",     "inaccurate",   "not true",    "not correct",   "not accurate",
        "not real",      "not verified", "unverified",  "not confirmed", "unconfirmed",
        "not supported", "unsupported",  "no evidence", "not proven",    "unproven",
        "context",       "fire",         "scam",        "altered",       "satire",
        "distort"};
    static const char *const positive[] = {"true",      "correct",  "accurate",  "real",
                                           "confirmed", "verified", "supported", "proven"};
    for (size_t i = 0; i < HS_COUNT(negative); i++) {
        if (holds(rating, negative[i]))
            return true;
    }
    for (size_t i = 0; i < HS_COUNT(positive); i++) {
        if (holds(rating, positive[i]))
            return holds(rating, "half") || holds(rating, "part");
    }
    return has_letter(rating);
}

static bool rule_of(const hs_checked *checked, hs_rule *rule)
{
    const hs_verification *answer = &checked->answer;
    switch (answer->verdict) {
    case HS_VERDICT_ALTERED:
        *rule = HS_RULE_ALTERED_QUOTE;
        return true;
    case HS_VERDICT_MISATTRIBUTED:
        *rule = HS_RULE_MISATTRIBUTED_QUOTE;
        return true;
    case HS_VERDICT_CONTRADICTED:
        *rule = HS_RULE_CONTRADICTED_FIGURE;
        return true;
    case HS_VERDICT_FACT_CHECKED:
        *rule = HS_RULE_KNOWN_FALSE_CLAIM;
        return is_negative(answer->evidence[0].rating);
    default:
        return false;
    }
}

/* A text cut to what a message holds, between characters. */
static hs_str shown(hs_str text)
{
    if (text.length <= SHOWN_BYTES)
        return text;
    size_t end = SHOWN_BYTES;
    while (end > 0 && ((unsigned char)text.bytes[end] & 0xc0) == 0x80)
        end--;
    return hs_str_slice(text, 0, end);
}

static void append_source(hs_buffer *out, const hs_evidence *e)
{
    hs_str name = e->title.length > 0 ? e->title : e->uri;
    hs_buffer_printf(out, " (%.*s", HS_STR_ARGS(shown(name)));
    if (e->published.length > 0)
        hs_buffer_printf(out, ", %.*s", HS_STR_ARGS(shown(e->published)));
    hs_buffer_append_text(out, ")");
}

static void append_words(hs_buffer *out, hs_str words)
{
    hs_buffer_printf(out, "“%.*s%s”", HS_STR_ARGS(shown(words)),
                     words.length > SHOWN_BYTES ? "…" : "");
}

static hs_str message_of(const hs_checked *checked, hs_rule rule, hs_arena *arena)
{
    const hs_evidence *e = &checked->answer.evidence[0];
    hs_buffer out = {0};
    switch (rule) {
    case HS_RULE_ALTERED_QUOTE:
        hs_buffer_append_text(&out, "The source has other words: ");
        append_words(&out, e->text);
        break;
    case HS_RULE_MISATTRIBUTED_QUOTE:
        if (e->speaker.length > 0)
            hs_buffer_printf(&out, "In the source %.*s says this", HS_STR_ARGS(shown(e->speaker)));
        else
            hs_buffer_append_text(&out, "The source of these words does not name this speaker");
        break;
    case HS_RULE_CONTRADICTED_FIGURE:
        hs_buffer_append_text(&out, "The source says otherwise: ");
        append_words(&out, e->text);
        break;
    default:
        hs_buffer_printf(&out, "Fact-checked%s%.*s%s%.*s: ", e->publisher.length > 0 ? " by " : "",
                         HS_STR_ARGS(shown(e->publisher)), e->rating.length > 0 ? " as " : "",
                         HS_STR_ARGS(shown(e->rating)));
        append_words(&out, e->text);
    }
    append_source(&out, e);
    hs_str message = hs_arena_copy_str(arena, hs_buffer_str(&out));
    hs_buffer_finish(&out);
    return message;
}

/* Where the draft differs, or else the whole. */
static hs_place place_of(const hs_annotations *annotations, const hs_annotation *annotation,
                         const hs_checked *checked, hs_rule rule)
{
    hs_place places[HS_CHECK_PLACES_MAX];
    size_t count = hs_check_places(annotations, annotation, places, HS_CHECK_PLACES_MAX);
    const hs_evidence *e = &checked->answer.evidence[0];
    if (count == 0)
        return annotation->first;
    if (rule == HS_RULE_ALTERED_QUOTE && e->repair_count > 0) {
        hs_span span = {e->repairs[0].span.start, e->repairs[e->repair_count - 1].span.end};
        while (span.start == span.end && span.end < checked->text.length &&
               checked->text.bytes[span.end] == ' ')
            span.end++;
        while (span.start > 0 && checked->text.bytes[span.start - 1] != ' ' &&
               e->repairs[0].span.start == e->repairs[0].span.end)
            span.start--;
        hs_place place = hs_check_place(checked, places, count, span);
        if (!hs_place_none(place))
            return place;
    }
    return places[0];
}

static void raise(raiser *r, const hs_annotation *annotation, uint32_t index,
                  const hs_checked *checked)
{
    const hs_annotations *annotations = r->chapter->annotations;
    hs_rule rule;
    if (!rule_of(checked, &rule) || r->settings->severities[rule] == HS_SEVERITY_OFF)
        return;
    hs_place place = place_of(annotations, annotation, checked, rule);
    hs_finding finding = {.rule = rule,
                          .severity = r->settings->severities[rule],
                          .source = hs_chapter_source(r->chapter, place),
                          .annotation = r->chapter->first_item + index,
                          .id = annotation->id};
    hs_str words = hs_str_slice(annotations->blocks->entries[place.block].block->text,
                                place.span.start, place.span.end);
    if (hs_silence_covers(&r->silence, &finding, r->chapter->first_block + place.block, words))
        return;
    finding.message = message_of(checked, rule, r->arena);
    *hs_array_push(r->found) = finding;
}

void hs_check_findings(const hs_chapters *chapters, const hs_settings *settings,
                       const hs_checks *checks, hs_arena *arena, hs_finding_array *found)
{
    raiser r = {.settings = settings, .arena = arena, .found = found};
    if (!checks || checks->count == 0)
        return;
    hs_silence_init(&r.silence, chapters->blocks, settings);
    for (size_t c = 0; c < chapters->count; c++) {
        const hs_annotations *annotations = chapters->items[c].annotations;
        r.chapter = &chapters->items[c];
        for (size_t i = 0; i < annotations->count; i++) {
            const hs_annotation *annotation = &annotations->items[i];
            const hs_checked *checked =
                annotation->kind == HS_ANNOTATION_QUOTE || annotation->kind == HS_ANNOTATION_CLAIM
                    ? hs_checks_find(checks, annotation->id)
                    : NULL;
            if (checked)
                raise(&r, annotation, (uint32_t)i, checked);
        }
    }
    hs_silence_finish(&r.silence);
}
