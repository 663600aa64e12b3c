/* The cards: who said it, to whom, how sure; who accuses whom, and whether there is an answer; what
 * is claimed and how much it wants checking; what a party does in the text.
 */
#include "features/hover.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "features/annotation_json.h"
#include "features/lookup.h"
#include "workspace/checks.h"

typedef struct hover_card {
    hs_view *view;
    hs_buffer text;
    bool markdown;
} hover_card;

static void add_text(hover_card *card, const char *text)
{
    hs_buffer_append_text(&card->text, text);
}

/* Words of the document: in Markdown their marks mean nothing. */
static void add_words(hover_card *card, hs_str words)
{
    for (size_t i = 0; i < words.length; i++) {
        char byte = words.bytes[i];
        if (card->markdown && strchr("\\`*_[]<>#|~&", byte) && byte != '\0')
            hs_buffer_append_byte(&card->text, '\\');
        hs_buffer_append_byte(&card->text, byte == '\n' || byte == '\0' ? ' ' : byte);
    }
}

static void add_strong(hover_card *card, hs_str words)
{
    const char *mark = card->markdown ? "**" : "";
    add_text(card, mark);
    add_words(card, words);
    add_text(card, mark);
}

static void begin_card(hover_card *card, const char *title, const hs_annotation *annotation)
{
    if (card->text.length > 0)
        add_text(card, card->markdown ? "\n\n---\n\n" : "\n\n");
    add_strong(card, hs_str_from(title));
    hs_buffer_printf(&card->text, " (%d %% sure)", (int)lround(annotation->confidence * 100.0));
}

static void begin_line(hover_card *card)
{
    add_text(card, card->markdown ? "  \n" : "\n");
}

static void add_role(hover_card *card, hs_str role)
{
    if (role.length == 0)
        return;
    add_text(card, ", ");
    add_words(card, role);
}

static void add_party_line(hover_card *card, const char *label, const hs_party *party)
{
    begin_line(card);
    add_text(card, label);
    add_strong(card, hs_party_label(party));
    if (!party->known || party->entity == HS_NONE)
        return;
    const hs_entity *entity =
        &hs_snapshot_annotations(card->view->snapshot)->entities[party->entity];
    add_role(card, hs_view_role_beside(entity, hs_party_label(party)));
}

static void add_diff(hover_card *card, const hs_evidence *evidence)
{
    static const char *const marks[2][2] = {{"~~", "**"}, {"[-", "{+"}};
    static const char *const ends[2][2] = {{"~~", "**"}, {"-]", "+}"}};
    for (size_t i = 0; i < evidence->diff_count; i++) {
        const hs_diff_part *part = &evidence->diff[i];
        bool added = part->kind == '+', same = part->kind == '=';
        add_text(card, i > 0 ? " " : "");
        add_text(card, same ? "" : marks[!card->markdown][added]);
        add_words(card, part->text);
        add_text(card, same ? "" : ends[!card->markdown][added]);
    }
}

/* What a source says: its words with those around them, and how the draft differs. */
static void add_evidence(hover_card *card, const hs_evidence *evidence)
{
    begin_line(card);
    add_text(card, "“");
    add_words(card, evidence->before);
    add_strong(card, evidence->text);
    add_words(card, evidence->after);
    add_text(card, "”");
    begin_line(card);
    add_text(card, "— ");
    if (evidence->speaker.length > 0) {
        add_words(card, evidence->speaker);
        add_text(card, ", ");
    }
    add_words(card, evidence->title.length > 0 ? evidence->title : evidence->uri);
    if (evidence->published.length > 0) {
        add_text(card, ", ");
        add_words(card, evidence->published);
    }
    if (evidence->rating.length > 0) {
        begin_line(card);
        add_text(card, "Rated: ");
        add_strong(card, evidence->rating);
        add_text(card, evidence->publisher.length > 0 ? " by " : "");
        add_words(card, evidence->publisher);
    }
    if (evidence->verdict == HS_VERDICT_ALTERED || evidence->verdict == HS_VERDICT_CONTRADICTED) {
        begin_line(card);
        add_text(card, "From the source to the draft: ");
        add_diff(card, evidence);
    }
}

/* What the archive says of the annotation, if it was asked. */
static void add_check(hover_card *card, const hs_annotation *annotation)
{
    static const char *const lines[HS_VERDICT_COUNT] = {
        "Not found in the archive",
        "Verbatim in the archive",
        "In the archive, abridged here",
        "Altered: the archive has other words",
        "Said by someone else in the archive",
        "Supported by the archive",
        "Contradicted by the archive",
        "Fact-checked",
    };
    const hs_checked *checked = hs_checks_find(card->view->snapshot->checks, annotation->id);
    if (!checked)
        return;
    begin_line(card);
    add_text(card, lines[checked->answer.verdict]);
    if (checked->answer.count > 1)
        hs_buffer_printf(&card->text, " (%zu sources)", checked->answer.count);
    if (checked->answer.count > 0)
        add_evidence(card, &checked->answer.evidence[0]);
}

static void add_quote(hover_card *card, const hs_annotation *annotation)
{
    static const char *const titles[] = {
        [HS_FORM_DIRECT] = "Direct quote",
        [HS_FORM_MIXED] = "Quote in part",
        [HS_FORM_INDIRECT] = "Paraphrase",
        [HS_FORM_BLOCK] = "Statement",
    };
    const hs_quote *quote = &annotation->quote;
    bool speech = quote->act == HS_ACT_SPEECH;
    begin_card(card, speech ? titles[quote->form] : "Thought", annotation);
    add_party_line(card, speech ? "Said by " : "Held by ", &quote->speaker);
    if (quote->addressee.known)
        add_party_line(card, "To ", &quote->addressee);
    if (!hs_place_none(quote->cue)) {
        begin_line(card);
        add_text(card, "Reported with “");
        add_words(card, hs_view_words(card->view, quote->cue));
        add_text(card, "”");
    }
    if (quote->unclosed) {
        begin_line(card);
        add_text(card, "Its quotation mark is never closed");
    }
    add_check(card, annotation);
}

static bool is_plain_number(hs_str words)
{
    for (size_t i = 0; i < words.length; i++)
        if (words.bytes[i] < '0' || words.bytes[i] > '9')
            return false;
    return true;
}

/* What a figure comes to, where its words do not say that by themselves: "£4.5m" in pounds, the day
 * of "Monday". */
static void add_figure(hover_card *card, const hs_quantity *quantity)
{
    hs_str words = hs_view_words(card->view, quantity->place);
    char value[64];
    if (quantity->kind == HS_FIGURE_DATE || quantity->kind == HS_FIGURE_RANK ||
        (quantity->kind == HS_FIGURE_RELATIVE && !quantity->first_day) || is_plain_number(words))
        return;
    if (quantity->kind == HS_FIGURE_RELATIVE)
        hs_annotation_days_text(quantity->first_day, quantity->last_day, value);
    else
        snprintf(value, sizeof value, "%.15g%s%s%s%s", quantity->value,
                 quantity->unit[0] ? " " : "", quantity->unit, quantity->per[0] ? " per " : "",
                 quantity->per);
    begin_line(card);
    add_text(card, "“");
    add_words(card, words);
    add_text(card, "” = ");
    add_text(card, value);
}

static void add_claim(hover_card *card, const hs_annotation *annotation)
{
    const hs_claim *claim = &annotation->claim;
    begin_card(card, "Claim", annotation);
    begin_line(card);
    hs_buffer_printf(&card->text, "Worth checking: %d %%, type: %s",
                     (int)lround(claim->checkworthiness * 100.0), hs_claim_type_name(claim->type));
    add_party_line(card, "Claimed by ", &claim->claimant);
    for (size_t i = 0; i < claim->quantity_count; i++)
        add_figure(card, &claim->quantities[i]);
    add_check(card, annotation);
}

static void add_accusation(hover_card *card, const hs_annotation *annotation)
{
    const hs_accusation *accusation = &annotation->accusation;
    begin_card(card,
               accusation->form == HS_ACCUSATION_EXPLICIT ? "Accusation" : "Implied accusation",
               annotation);
    add_party_line(card, "By ", &accusation->accuser);
    for (size_t i = 0; i < accusation->accused_count; i++)
        add_party_line(card, "Of ", &accusation->accused[i]);
    begin_line(card);
    if (accusation->answer_count == 0) {
        add_text(card, "No answer to it in this text");
        return;
    }
    const hs_answer *answer =
        &hs_snapshot_annotations(card->view->snapshot)->items[accusation->answers[0]].answer;
    hs_buffer_printf(&card->text, "Answered (%s): “", hs_answer_kind_name(answer->kind));
    add_words(card, hs_view_words(card->view, answer->text));
    add_text(card, "”");
}

static void add_answer(hover_card *card, const hs_annotation *annotation)
{
    const hs_answer *answer = &annotation->answer;
    begin_card(card, "Answer", annotation);
    begin_line(card);
    hs_buffer_printf(&card->text, "Kind: %s", hs_answer_kind_name(answer->kind));
    add_party_line(card, "By ", &answer->by);
    if (answer->to == HS_NONE)
        return;
    const hs_accusation *accusation =
        &hs_snapshot_annotations(card->view->snapshot)->items[answer->to].accusation;
    begin_line(card);
    add_text(card, "To “");
    add_words(card, hs_view_words(card->view, accusation->charge));
    add_text(card, "”");
}

static void add_annotation(hover_card *card, const hs_annotation *annotation)
{
    static void (*const writers[])(struct hover_card *, const hs_annotation *) = {
        [HS_ANNOTATION_ACCUSATION] = add_accusation,
        [HS_ANNOTATION_ANSWER] = add_answer,
        [HS_ANNOTATION_CLAIM] = add_claim,
        [HS_ANNOTATION_QUOTE] = add_quote,
    };
    writers[annotation->kind](card, annotation);
}

static void add_count(hover_card *card, unsigned count, const char *one, const char *many)
{
    if (count == 0)
        return;
    begin_line(card);
    hs_buffer_printf(&card->text, "%u %s", count, count == 1 ? one : many);
}

/* A party's own card; nothing for what merely is mentioned and has no name. */
static bool add_entity(hover_card *card, uint32_t index)
{
    const hs_entity *entity = &hs_snapshot_annotations(card->view->snapshot)->entities[index];
    hs_part *parts = hs_parts_count(card->view->snapshot);
    hs_part part = parts[index];
    free(parts);
    if (!hs_entity_has_name(entity) && part.quotes + part.accuses + part.accused == 0)
        return false;
    add_strong(card, entity->name);
    add_role(card, hs_view_role_beside(entity, entity->name));
    add_count(card, part.quotes, "quote", "quotes");
    add_count(card, part.accuses, "accusation made", "accusations made");
    add_count(card, part.accused, "accusation faced", "accusations faced");
    add_count(card, part.answers, "answer", "answers");
    return true;
}

static void write_card(hs_context *context, hover_card *card, hs_place place)
{
    hs_json_writer *json = context->json;
    hs_json_begin_object(json);
    hs_json_key(json, "contents");
    hs_json_begin_object(json);
    hs_json_member_text(json, "kind", card->markdown ? "markdown" : "plaintext");
    hs_json_member_string(json, "value", hs_buffer_str(&card->text));
    hs_json_end_object(json);
    hs_view_write_member(&context->view, json, "range", hs_view_span(&context->view, place));
    hs_json_end_object(json);
}

void hs_hover(hs_context *context)
{
    const hs_snapshot *snapshot = context->view.snapshot;
    hs_spot spot = hs_spot_at(&context->view, context->offset);
    hover_card card = {.view = &context->view,
                       .markdown = context->client->abilities.markdown_hover};
    hs_place shown = {0}, place;
    uint32_t entity = hs_entity_at(&context->view, spot, &place);
    if (entity != HS_NONE && add_entity(&card, entity))
        shown = place;
    for (size_t i = 0; i < hs_snapshot_annotations(snapshot)->count; i++) {
        const hs_annotation *annotation = &hs_snapshot_annotations(snapshot)->items[i];
        if (!hs_snapshot_shows(snapshot, annotation) ||
            !hs_annotation_holds(annotation, spot, &place))
            continue;
        add_annotation(&card, annotation);
        if (hs_place_none(shown) ||
            place.span.end - place.span.start < shown.span.end - shown.span.start)
            shown = place;
    }
    if (card.text.length == 0)
        hs_json_null(context->json);
    else
        write_card(context, &card, shown);
    hs_buffer_finish(&card.text);
}
