/* The rules at work: one function a rule, over annotations and blocks. Which comments and settings
 * silence a finding is decided in silence.c; the words of vague sources are in vague.c.
 *
 * Quiet by default: headings and captions, which cannot carry a source, and what the analysis is
 * not sure of are passed over.
 */
#include "workspace/chapter_findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "workspace/has_say.h"
#include "workspace/party.h"
#include "workspace/silence.h"
#include "workspace/vague.h"

#define SURE_ENOUGH 0.5f      /* confidence under which an annotation raises nothing, */
#define SURE_OF_NOBODY 0.4f   /* or what is said or charged by nobody, which is harder to see */
#define WORDS_OF_A_QUOTE 4    /* fewer quoted words may be a term or a nickname */
#define STRIKING_CLAIM 0.8f   /* check-worthiness from which a claim needs a source */
#define SHOWN_WORDS_BYTES 60u /* of the text, in a message */
#define CHAPTERS_AN_ARTICLE 3 /* that are together as long as the longest text of one */

/* What is known of a party's name. */
typedef enum name_nature { NAME_NOT_SEEN, NAME_VAGUE, NAME_OF_ONE } name_nature;

typedef struct rule_checker {
    hs_chapter_findings *findings;
    const hs_annotations *annotations; /* of the chapter */
    uint32_t first_block;
    bool of_several; /* the text has more chapters */
    const hs_settings *settings;
    hs_silence silence;
    HS_ARRAY(hs_finding) raised;
    bool *asked;                  /* by entity: whether its answer was looked for */
    bool *speaks;                 /* by entity: whether it answers or is quoted */
    bool *sourced;                /* by block: whether somebody is cited in it */
    name_nature *names;           /* by entity: whether its name is one for anybody */
    HS_ARRAY(uint32_t) unsourced; /* annotations: striking claims for which nobody is cited */
} rule_checker;

static const hs_block *block_of(const rule_checker *checker, uint32_t block)
{
    return checker->annotations->blocks->entries[block].block;
}

static hs_str words_of(const rule_checker *checker, hs_place place)
{
    return hs_str_slice(block_of(checker, place.block)->text, place.span.start, place.span.end);
}

/* The front of a text, cut between characters at a word's end. */
static hs_str shortened(hs_str text)
{
    if (text.length <= SHOWN_WORDS_BYTES)
        return text;
    size_t length = SHOWN_WORDS_BYTES;
    while (length > 0 && text.bytes[length] != ' ')
        length--;
    if (length == 0) {
        length = SHOWN_WORDS_BYTES;
        while (((unsigned char)text.bytes[length] & 0xC0) == 0x80)
            length--;
    }
    return hs_str_slice(text, 0, length);
}

static const char *ellipsis(hs_str text)
{
    return shortened(text).length < text.length ? "…" : "";
}

/* Whether a quotation has ended its sentence: "… and nobody came.”" */
static bool ends_sentence(hs_str words)
{
    static const char *const marks[] = {"”", "’", "»", "\"", "'"};
    for (size_t i = 0; i < HS_COUNT(marks); i++) {
        size_t length = strlen(marks[i]);
        if (words.length > length &&
            memcmp(words.bytes + words.length - length, marks[i], length) == 0)
            return memchr(".?!", words.bytes[words.length - length - 1], 3) != NULL;
    }
    return false;
}

/* Raises a finding unless its rule is off or it is silenced. `message` is kept (a copy). */
static void raise_finding(rule_checker *checker, hs_rule rule, hs_place place, uint32_t annotation,
                          const hs_buffer *message)
{
    hs_str words = words_of(checker, place);
    if (checker->settings->severities[rule] == HS_SEVERITY_OFF)
        return;
    hs_finding finding = {
        .rule = rule,
        .severity = checker->settings->severities[rule],
        .source = hs_place_source(checker->annotations, place),
        .annotation = annotation,
        .id = annotation != HS_NONE ? checker->annotations->items[annotation].id
                                    : hs_hash_bytes(words.bytes, words.length, rule),
    };
    if (hs_silence_covers(&checker->silence, &finding, checker->first_block + place.block, words))
        return;
    finding.message = hs_arena_copy_str(&checker->findings->arena, hs_buffer_str(message));
    *hs_array_push(&checker->raised) = finding;
}

/* Headings, captions and bylines are too short to carry their sources. */
static bool needs_no_source(const rule_checker *checker, uint32_t block)
{
    hs_block_kind kind = block_of(checker, block)->kind;
    return kind == HS_BLOCK_HEADING || kind == HS_BLOCK_CAPTION || kind == HS_BLOCK_BYLINE ||
           kind == HS_BLOCK_DATELINE || kind == HS_BLOCK_BOILERPLATE;
}

static size_t count_words(hs_str text)
{
    size_t words = 0;
    for (size_t i = 0; i < text.length; i++)
        words += text.bytes[i] != ' ' && (i == 0 || text.bytes[i - 1] == ' ');
    return words;
}

/* The longest piece of a quote: "dragging its heels" of "The council is accused of “dragging …”" */
static hs_place longest_content(const hs_quote *quote)
{
    hs_place longest = quote->content[0];
    for (size_t i = 1; i < quote->content_count; i++) {
        hs_span span = quote->content[i].span;
        if (span.end - span.start > longest.span.end - longest.span.start)
            longest = quote->content[i];
    }
    return longest;
}

static void check_quote(rule_checker *checker, uint32_t index)
{
    const hs_annotation *annotation = &checker->annotations->items[index];
    const hs_quote *quote = &annotation->quote;
    hs_place content = longest_content(quote);
    hs_str words = words_of(checker, content);
    if (quote->speaker.known || quote->speaker.author || !hs_place_none(quote->source) ||
        quote->act != HS_ACT_SPEECH || quote->form == HS_FORM_INDIRECT ||
        needs_no_source(checker, content.block) ||
        (quote->content_count == 1 && count_words(words) < WORDS_OF_A_QUOTE))
        return;
    hs_buffer message = {0};
    hs_str shown = shortened(words);
    hs_buffer_printf(&message, "Nobody is named as saying %.*s%s Name the speaker.",
                     HS_STR_ARGS(shown),
                     *ellipsis(words)       ? ellipsis(words)
                     : ends_sentence(words) ? ""
                                            : ".");
    raise_finding(checker, HS_RULE_UNATTRIBUTED_QUOTE, content, index, &message);
    hs_buffer_finish(&message);
}

/* Whether the next block that is read opens with a mark of the same style: then the utterance goes
 * on there, and news style leaves its paragraph unclosed. */
static bool continues(const rule_checker *checker, size_t block, uint8_t style)
{
    const hs_block_list *blocks = checker->annotations->blocks;
    for (size_t i = block + 1; i < blocks->count; i++) {
        const hs_block *next = blocks->entries[i].block;
        if (next->kind == HS_BLOCK_BOILERPLATE || next->kind == HS_BLOCK_CAPTION)
            continue;
        for (size_t j = 0; j < next->quotation_count; j++) {
            const hs_quotation *quotation = &next->quotations[j];
            if (quotation->depth == 0)
                return quotation->style == style && quotation->span.start == 0;
        }
        return false;
    }
    return false;
}

static void check_unclosed(rule_checker *checker, uint32_t index)
{
    const hs_block *block = block_of(checker, index);
    if (block->kind == HS_BLOCK_BOILERPLATE)
        return;
    for (size_t i = 0; i < block->quotation_count; i++) {
        const hs_quotation *quotation = &block->quotations[i];
        if (!quotation->unclosed || continues(checker, index, quotation->style))
            continue;
        hs_place place = {index, {quotation->span.start, quotation->inside.start}};
        hs_str words = hs_str_slice(block->text, quotation->inside.start, quotation->inside.end);
        hs_buffer message = {0};
        hs_str shown = shortened(words);
        hs_buffer_printf(&message,
                         "The quotation “%.*s%s” is never closed. Close it, or open the next "
                         "paragraph with a mark.",
                         HS_STR_ARGS(shown), ellipsis(words));
        raise_finding(checker, HS_RULE_UNCLOSED_QUOTE, place, HS_NONE, &message);
        hs_buffer_finish(&message);
    }
}

/* The name of the first accused that the text knows, or a stand-in. */
/* A description as it stands in a sentence: "the company" of "The company cheated". */
static void append_name(hs_buffer *out, hs_str name)
{
    static const char *const articles[] = {"The ", "A ", "An "};
    size_t from = out->length;
    hs_buffer_append(out, name.bytes, name.length);
    for (size_t i = 0; i < HS_COUNT(articles); i++)
        if (name.length > strlen(articles[i]) &&
            memcmp(name.bytes, articles[i], strlen(articles[i])) == 0)
            out->bytes[from] = (char)(name.bytes[0] + ('a' - 'A'));
}

static hs_str accused_name(const hs_accusation *accusation)
{
    for (size_t i = 0; i < accusation->accused_count; i++) {
        if (accusation->accused[i].known)
            return accusation->accused[i].name;
    }
    return HS_STR("somebody");
}

static void check_asserted(rule_checker *checker, uint32_t index)
{
    const hs_accusation *accusation = &checker->annotations->items[index].accusation;
    if (!accusation->accuser.author || accusation->quote != HS_NONE ||
        needs_no_source(checker, accusation->charge.block))
        return;
    hs_buffer message = {0};
    hs_str name = accused_name(accusation);
    hs_str words = words_of(checker, accusation->charge), shown = shortened(words);
    hs_buffer_append_text(&message, "The text itself holds ");
    append_name(&message, name);
    hs_buffer_printf(&message,
                     " responsible for “%.*s%s”. Say who makes the accusation, or what shows it.",
                     HS_STR_ARGS(shown), ellipsis(words));
    raise_finding(checker, HS_RULE_UNATTRIBUTED_ACCUSATION, accusation->charge, index, &message);
    hs_buffer_finish(&message);
}

/* One finding a party, at its first accusation. A description ("the operator") may well be somebody
 * who answers under a name. */
static void check_unanswered(rule_checker *checker, uint32_t index)
{
    const hs_accusation *accusation = &checker->annotations->items[index].accusation;
    if (needs_no_source(checker, accusation->charge.block))
        return;
    for (size_t i = 0; i < accusation->accused_count; i++) {
        const hs_party *accused = &accusation->accused[i];
        if (!accused->known || accused->entity == HS_NONE || checker->asked[accused->entity] ||
            hs_party_answers(checker->annotations, accusation, accused))
            continue;
        checker->asked[accused->entity] = true;
        if (!hs_entity_has_name(&checker->annotations->entities[accused->entity]) ||
            hs_party_has_its_say(checker->annotations, checker->speaks, accused))
            continue;
        hs_buffer message = {0};
        hs_buffer_printf(&message,
                         "%.*s is accused and has no say in this text. Give the answer, or say "
                         "that there was none.",
                         HS_STR_ARGS(accused->name));
        raise_finding(checker, HS_RULE_UNANSWERED_ACCUSATION, accusation->charge, index, &message);
        hs_buffer_finish(&message);
    }
}

static bool vague_name(rule_checker *checker, uint32_t entity)
{
    name_nature *nature = &checker->names[entity];
    if (*nature == NAME_NOT_SEEN)
        *nature = hs_is_vague_source(checker->annotations->entities[entity].name) ? NAME_VAGUE
                                                                                  : NAME_OF_ONE;
    return *nature == NAME_VAGUE;
}

static void check_vague(rule_checker *checker, const hs_party *party, hs_place source,
                        uint32_t index)
{
    hs_buffer message = {0};
    if (party->known && party->entity != HS_NONE && !vague_name(checker, party->entity))
        return;
    if (hs_place_none(source) || needs_no_source(checker, source.block))
        return;
    hs_str words = words_of(checker, source);
    if (!hs_is_vague_source(words))
        return;
    hs_buffer_printf(&message, "“%.*s” could be anybody. Name at least one of them.",
                     HS_STR_ARGS(words));
    raise_finding(checker, HS_RULE_VAGUE_SOURCE, source, index, &message);
    hs_buffer_finish(&message);
}

/* Where nothing has to be attributed again: somebody is cited in the paragraph or next to it, or
 * all of it is somebody's. */
static bool has_source(const rule_checker *checker, uint32_t block)
{
    hs_block_kind kind = block_of(checker, block)->kind;
    return kind == HS_BLOCK_TRANSCRIPT_TURN || kind == HS_BLOCK_QUOTE || checker->sourced[block] ||
           (block > 0 && checker->sourced[block - 1]) || checker->sourced[block + 1];
}

static void check_claim(rule_checker *checker, uint32_t index)
{
    const hs_claim *claim = &checker->annotations->items[index].claim;
    if (!claim->claimant.author || claim->quote != HS_NONE ||
        claim->checkworthiness < STRIKING_CLAIM ||
        claim->checkworthiness < checker->settings->claim_threshold ||
        needs_no_source(checker, claim->place.block) || has_source(checker, claim->place.block))
        return;
    *hs_array_push(&checker->unsourced) = index;
}

typedef struct ranked_claim {
    double worth;
    uint64_t id; /* decides between equals, wherever they stand */
    uint32_t index;
} ranked_claim;

static int compare_worth(const void *a, const void *b)
{
    const ranked_claim *left = a, *right = b;
    if (left->worth != right->worth)
        return left->worth > right->worth ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

static void raise_unsourced(rule_checker *checker, uint32_t index)
{
    const hs_claim *claim = &checker->annotations->items[index].claim;
    hs_buffer message = {0};
    hs_buffer_printf(
        &message,
        "Readers will want to check this %s, and nobody is cited for it here. Say where "
        "it comes from.",
        claim->type == HS_CLAIM_OTHER ? "claim" : hs_claim_type_name(claim->type));
    raise_finding(checker, HS_RULE_UNSOURCED_CLAIM, claim->place, index, &message);
    hs_buffer_finish(&message);
}

/* Only the claims most worth a source, as many as the settings allow for an article. */
static void check_unsourced(rule_checker *checker)
{
    size_t count = checker->unsourced.count;
    ranked_claim *ranked = hs_alloc((count + 1) * sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        uint32_t index = checker->unsourced.items[i];
        const hs_annotation *annotation = &checker->annotations->items[index];
        double worth = (double)annotation->claim.checkworthiness * (1 + annotation->claim.worth);
        ranked[i] = (ranked_claim){worth, annotation->id, index};
    }
    qsort(ranked, count, sizeof *ranked, compare_worth);
    size_t before = checker->raised.count, most = checker->settings->unsourced_claims;
    if (checker->of_several)
        most = (most + CHAPTERS_AN_ARTICLE - 1) / CHAPTERS_AN_ARTICLE;
    for (size_t i = 0; i < count && checker->raised.count - before < most; i++)
        raise_unsourced(checker, ranked[i].index);
    hs_array_finish(&checker->unsourced);
    free(ranked);
}

static void note_speaker(rule_checker *checker, const hs_party *party)
{
    if (party->known && party->entity != HS_NONE)
        checker->speaks[party->entity] = true;
}

/* One pass ahead of the rules: who speaks at all, and where somebody is cited. */
static void survey(rule_checker *checker)
{
    checker->asked = hs_alloc_zeroed(checker->annotations->entity_count + 1, sizeof(bool));
    checker->speaks = hs_alloc_zeroed(checker->annotations->entity_count + 1, sizeof(bool));
    checker->names = hs_alloc_zeroed(checker->annotations->entity_count + 1, sizeof(name_nature));
    checker->sourced = hs_alloc_zeroed(checker->annotations->blocks->count + 2, sizeof(bool));
    for (size_t i = 0; i < checker->annotations->count; i++) {
        const hs_annotation *annotation = &checker->annotations->items[i];
        if (annotation->kind == HS_ANNOTATION_ANSWER)
            note_speaker(checker, &annotation->answer.by);
        if (annotation->kind != HS_ANNOTATION_QUOTE)
            continue;
        if (annotation->quote.act != HS_ACT_SPEECH)
            continue;
        note_speaker(checker, &annotation->quote.speaker);
        for (size_t j = 0; j < annotation->quote.content_count; j++)
            checker->sourced[annotation->quote.content[j].block] = true;
    }
}

static void check_annotation(rule_checker *checker, uint32_t index)
{
    const hs_annotation *annotation = &checker->annotations->items[index];
    if (annotation->confidence < SURE_OF_NOBODY)
        return;
    if (annotation->kind == HS_ANNOTATION_QUOTE)
        check_quote(checker, index);
    if (annotation->kind == HS_ANNOTATION_ACCUSATION)
        check_asserted(checker, index);
    if (annotation->confidence < SURE_ENOUGH)
        return;
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        check_vague(checker, &annotation->quote.speaker, annotation->quote.source, index);
        break;
    case HS_ANNOTATION_ACCUSATION:
        check_unanswered(checker, index);
        if (annotation->accusation.accuser.known)
            check_vague(checker, &annotation->accusation.accuser,
                        annotation->accusation.accuser.mention, index);
        break;
    case HS_ANNOTATION_CLAIM:
        check_claim(checker, index);
        break;
    case HS_ANNOTATION_ANSWER:
        break;
    }
}

int hs_finding_compare(const void *a, const void *b)
{
    const hs_finding *left = a, *right = b;
    if (left->source.start != right->source.start)
        return left->source.start < right->source.start ? -1 : 1;
    if (left->rule != right->rule)
        return left->rule < right->rule ? -1 : 1;
    return (left->source.end > right->source.end) - (left->source.end < right->source.end);
}

/* In order; a rule speaks once of the same words (an accuser may be a quote's source too). */
static void keep(hs_chapter_findings *findings, hs_finding *raised, size_t count)
{
    hs_finding *items = hs_arena_new_array(&findings->arena, hs_finding, count);
    size_t kept = 0;
    if (count > 0)
        qsort(raised, count, sizeof *raised, hs_finding_compare);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || hs_finding_compare(&items[kept - 1], &raised[i]) != 0)
            items[kept++] = raised[i];
    }
    findings->items = items;
    findings->count = kept;
}

hs_chapter_findings *hs_chapter_findings_create(const hs_chapters *chapters,
                                                const hs_chapter *chapter,
                                                const hs_settings *settings)
{
    hs_annotations *annotations = chapter->annotations;
    hs_chapter_findings *findings = hs_alloc_zeroed(1, sizeof *findings);
    atomic_init(&findings->references, 1);
    findings->annotations = hs_annotations_ref(annotations);
    rule_checker checker = {.findings = findings,
                            .annotations = annotations,
                            .first_block = chapter->first_block,
                            .of_several = chapters->count > 1,
                            .settings = settings};
    survey(&checker);
    hs_silence_init(&checker.silence, chapters->blocks, settings);
    for (size_t i = 0; i < annotations->count; i++)
        check_annotation(&checker, (uint32_t)i);
    check_unsourced(&checker);
    for (size_t i = 0; i < annotations->blocks->count; i++)
        check_unclosed(&checker, (uint32_t)i);
    keep(findings, checker.raised.items, checker.raised.count);
    hs_array_finish(&checker.raised);
    hs_silence_finish(&checker.silence);
    free(checker.asked);
    free(checker.speaks);
    free(checker.sourced);
    free(checker.names);
    return findings;
}

hs_chapter_findings *hs_chapter_findings_ref(hs_chapter_findings *findings)
{
    atomic_fetch_add_explicit(&findings->references, 1, memory_order_relaxed);
    return findings;
}

void hs_chapter_findings_unref(hs_chapter_findings *findings)
{
    if (atomic_fetch_sub_explicit(&findings->references, 1, memory_order_acq_rel) != 1)
        return;
    hs_annotations_unref(findings->annotations);
    hs_arena_finish(&findings->arena);
    free(findings);
}
