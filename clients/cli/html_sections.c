/* The sections behind the text. Who is who among the people is people.c's, the picture graph.c's.
 */
#include "cli/html_sections.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "cli/escape.h"
#include "cli/graph.h"
#include "cli/json_text.h"
#include "cli/people.h"

enum { EXCERPT_BYTES = 280, EVIDENCE_SHOWN = 3 };

static bool is_kind(const json_t *annotation, const char *kind)
{
    return strcmp(hs_json_text(annotation, "kind"), kind) == 0;
}

static size_t count_kind(const json_t *annotations, const char *kind)
{
    size_t count = 0, index;
    json_t *annotation;
    json_array_foreach((json_t *)annotations, index, annotation) count += is_kind(annotation, kind);
    return count;
}

static size_t count_verdicts(const json_t *annotations)
{
    size_t count = 0, index;
    json_t *annotation;
    json_array_foreach((json_t *)annotations, index, annotation) count +=
        json_is_object(json_object_get(annotation, "verification"));
    return count;
}

static void write_count(FILE *out, size_t count, const char *one, const char *many, const char *gap)
{
    fprintf(out, "%s%zu %s", gap, count, count == 1 ? one : many);
}

void hs_html_write_summary(FILE *out, const hs_view_document *document)
{
    const json_t *all = document->annotations;
    size_t number = document->number;
    fputs("<p class=\"facts\">", out);
    write_count(out, count_kind(all, "quote"), "quote", "quotes", "");
    write_count(out, count_kind(all, "claim"), "claim", "claims", " · ");
    write_count(out, count_kind(all, "accusation"), "accusation", "accusations", " · ");
    write_count(out, count_kind(all, "answer"), "answer", "answers", " · ");
    fprintf(out,
            "</p>\n<nav aria-label=\"Sections\"><a href=\"#people-%zu\">People</a>"
            "<a href=\"#claims-%zu\">To check</a><a href=\"#accusations-%zu\">Accusations</a>",
            number, number, number);
    if (count_verdicts(all) > 0)
        fprintf(out, "<a href=\"#verdicts-%zu\">Archive</a>", number);
    fputs("</nav>\n", out);
}

/* The words of a span, in one line, cut between characters. */
static void write_words(FILE *out, hs_str text, const json_t *span)
{
    json_int_t start = json_integer_value(json_object_get(span, "start"));
    json_int_t end = json_integer_value(json_object_get(span, "end"));
    if (start < 0 || end < start || (size_t)end > text.length)
        return;
    hs_str words = hs_str_slice(text, (size_t)start, (size_t)end);
    bool is_cut = words.length > EXCERPT_BYTES;
    if (is_cut) {
        words.length = EXCERPT_BYTES;
        while (words.length > 0 && ((unsigned char)words.bytes[words.length] & 0xc0) == 0x80)
            words.length--;
    }
    hs_escape_html(out, words);
    if (is_cut)
        fputs(" …", out);
}

static void write_escaped(FILE *out, const char *text)
{
    hs_escape_html(out, hs_str_from(text));
}

static void write_parties(FILE *out, const json_t *parties)
{
    size_t index;
    json_t *party;
    json_array_foreach((json_t *)parties, index, party)
    {
        fputs(index > 0 ? ", " : "", out);
        write_escaped(out, hs_people_name(party));
    }
    if (json_array_size(parties) == 0)
        fputs("nobody named", out);
}

/* ---------------------------------------------------------------- people */

static void write_references(FILE *out, size_t document, const hs_person *person,
                             hs_person_part part, const char *word, const char **gap)
{
    if (person->parts[part].count == 0)
        return;
    fprintf(out, "%s%s", *gap, word);
    for (size_t i = 0; i < person->parts[part].count; i++) {
        size_t note = person->parts[part].items[i] + 1;
        fprintf(out, " <a href=\"#n%zu-%zu\">%zu</a>", document, note, note);
    }
    *gap = " · ";
}

static void write_people(FILE *out, const hs_view_document *document)
{
    hs_people people = {0};
    hs_people_gather(&people, document->annotations);
    fprintf(out, "<h2 id=\"people-%zu\">People</h2>\n", document->number);
    if (people.items.count == 0)
        fputs("<p class=\"facts\">Nobody speaks in this text.</p>\n", out);
    else
        fputs("<p class=\"facts\">The numbers are those of the notes to the text.</p>\n", out);
    fputs("<ul class=\"people\">\n", out);
    for (size_t i = 0; i < people.items.count; i++) {
        const hs_person *person = &people.items.items[i];
        const char *gap = "";
        fputs("<li><b>", out);
        write_escaped(out, person->name);
        fputs("</b><span class=\"meta\">", out);
        write_references(out, document->number, person, HS_PERSON_SAYS, "says", &gap);
        write_references(out, document->number, person, HS_PERSON_ACCUSES, "accuses", &gap);
        write_references(out, document->number, person, HS_PERSON_ACCUSED, "is accused", &gap);
        write_references(out, document->number, person, HS_PERSON_ANSWERS, "answers", &gap);
        fputs("</span></li>\n", out);
    }
    fputs("</ul>\n", out);
    hs_people_finish(&people);
}

/* ---------------------------------------------------------------- claims */

static void write_note_link(FILE *out, size_t document, size_t index)
{
    fprintf(out, " <a href=\"#n%zu-%zu\">%zu</a>", document, index + 1, index + 1);
}

static void write_verdict(FILE *out, const json_t *annotation)
{
    const char *verdict = hs_json_text(json_object_get(annotation, "verification"), "verdict");
    if (verdict[0] == '\0')
        return;
    fputs(" · <b>", out);
    write_escaped(out, verdict);
    fputs("</b>", out);
}

static void write_claim(FILE *out, const hs_view_document *document, size_t index,
                        const json_t *claim)
{
    fputs("<li><input type=\"checkbox\" ", out);
    fprintf(out, "id=\"c%zu-%zu\"><label for=\"c%zu-%zu\">", document->number, index + 1,
            document->number, index + 1);
    write_words(out, document->text, json_object_get(claim, "span"));
    fprintf(out, "<span class=\"meta\">worth checking %.0f%% · ",
            100 * json_number_value(json_object_get(claim, "checkworthiness")));
    write_escaped(out, hs_json_text(claim, "type"));
    fputs(" · ", out);
    write_escaped(out, hs_people_name(json_object_get(claim, "claimant")));
    write_verdict(out, claim);
    fputs(" ·", out);
    write_note_link(out, document->number, index);
    fputs("</span></label></li>\n", out);
}

static void write_claims(FILE *out, const hs_view_document *document)
{
    size_t index;
    json_t *annotation;
    fprintf(out, "<h2 id=\"claims-%zu\">To check</h2>\n", document->number);
    if (count_kind(document->annotations, "claim") == 0)
        fputs("<p class=\"facts\">Nothing in this text asks to be checked.</p>\n", out);
    fputs("<ol class=\"claims\">\n", out);
    json_array_foreach((json_t *)document->annotations, index, annotation)
    {
        if (is_kind(annotation, "claim"))
            write_claim(out, document, index, annotation);
    }
    fputs("</ol>\n", out);
}

/* ---------------------------------------------------------------- accusations */

static size_t node_of(hs_graph *graph, const json_t *party)
{
    const char *name = hs_json_text(party, "name");
    hs_graph_party kind = json_is_true(json_object_get(party, "author")) ? HS_GRAPH_AUTHOR
                          : name[0] != '\0'                              ? HS_GRAPH_NAMED
                                                                         : HS_GRAPH_UNKNOWN;
    return hs_graph_node_of(graph, kind, hs_str_from(name));
}

static void add_to_graph(hs_graph *graph, const json_t *accusation)
{
    const json_t *accused = json_object_get(accusation, "accused");
    bool answered = json_array_size(json_object_get(accusation, "answers")) > 0;
    size_t from = node_of(graph, json_object_get(accusation, "accuser")), index;
    json_t *party;
    json_array_foreach((json_t *)accused, index, party)
        hs_graph_add(graph, from, node_of(graph, party), answered);
}

static void write_graph(FILE *out, const json_t *annotations)
{
    hs_graph graph = {0};
    hs_buffer figure = {0};
    size_t index;
    json_t *annotation;
    json_array_foreach((json_t *)annotations, index, annotation)
    {
        if (is_kind(annotation, "accusation"))
            add_to_graph(&graph, annotation);
    }
    hs_graph_write_figure(&graph, &figure);
    if (figure.length > 0)
        fwrite(figure.bytes, 1, figure.length, out);
    hs_buffer_finish(&figure);
    hs_graph_finish(&graph);
}

/* id -> place in the array, plus one. */
static void number_ids(hs_map *numbers, const json_t *annotations)
{
    size_t index;
    json_t *annotation;
    json_array_foreach((json_t *)annotations, index, annotation)
    {
        hs_str id = hs_str_from(hs_json_text(annotation, "id"));
        if (id.length > 0)
            hs_map_set(numbers, id, (void *)(uintptr_t)(index + 1));
    }
}

/* False where the id leads nowhere. */
static bool write_answer(FILE *out, const hs_view_document *document, const hs_map *numbers,
                         const json_t *id)
{
    const char *name = json_string_value(id);
    size_t index = name ? (size_t)(uintptr_t)hs_map_get(numbers, hs_str_from(name)) : 0;
    if (index-- == 0)
        return false;
    const json_t *answer = json_array_get(document->annotations, index);
    fputs("<p class=\"said answer\">", out);
    write_words(out, document->text, json_object_get(answer, "text"));
    fputs("<span class=\"meta\">", out);
    write_escaped(out, hs_json_text(answer, "answer"));
    fputs(" by ", out);
    write_escaped(out, hs_people_name(json_object_get(answer, "by")));
    fputs(" ·", out);
    write_note_link(out, document->number, index);
    fputs("</span></p>\n", out);
    return true;
}

static void write_accusation(FILE *out, const hs_view_document *document, const hs_map *numbers,
                             size_t index, const json_t *accusation)
{
    size_t at;
    json_t *id;
    bool is_answered = false;
    fputs("<li><h3>", out);
    write_escaped(out, hs_people_name(json_object_get(accusation, "accuser")));
    fputs(" <i>against</i> ", out);
    write_parties(out, json_object_get(accusation, "accused"));
    fputs("</h3>\n<p class=\"said charge\">", out);
    write_words(out, document->text, json_object_get(accusation, "charge"));
    fputs("<span class=\"meta\">", out);
    write_escaped(out, hs_json_text(accusation, "form"));
    fputs(" ·", out);
    write_note_link(out, document->number, index);
    fputs("</span></p>\n", out);
    json_array_foreach(json_object_get(accusation, "answers"), at, id) is_answered =
        write_answer(out, document, numbers, id) || is_answered;
    if (!is_answered)
        fputs("<p class=\"meta open\">No answer in the text</p>\n", out);
    fputs("</li>\n", out);
}

static void write_accusations(FILE *out, const hs_view_document *document)
{
    size_t index;
    json_t *annotation;
    hs_map numbers = {0};
    number_ids(&numbers, document->annotations);
    fprintf(out, "<h2 id=\"accusations-%zu\">Accusations</h2>\n", document->number);
    if (count_kind(document->annotations, "accusation") == 0)
        fputs("<p class=\"facts\">Nobody is accused of anything in this text.</p>\n", out);
    write_graph(out, document->annotations);
    fputs("<ul class=\"cases\">\n", out);
    json_array_foreach((json_t *)document->annotations, index, annotation)
    {
        if (is_kind(annotation, "accusation"))
            write_accusation(out, document, &numbers, index, annotation);
    }
    fputs("</ul>\n", out);
    hs_map_finish(&numbers);
}

/* ---------------------------------------------------------------- the archive's verdicts */

static void write_difference(FILE *out, const json_t *diff)
{
    size_t index;
    json_t *piece;
    json_array_foreach((json_t *)diff, index, piece)
    {
        const char *sign = json_string_value(json_array_get(piece, 0));
        const char *words = json_string_value(json_array_get(piece, 1));
        const char *tag = !sign || *sign == '=' ? "span" : *sign == '-' ? "del" : "ins";
        fprintf(out, "%s<%s>", index > 0 ? " " : "", tag);
        write_escaped(out, words ? words : "");
        fprintf(out, "</%s>", tag);
    }
}

static void write_evidence(FILE *out, const json_t *evidence)
{
    static const char *const fields[] = {"speaker", "rating", "publisher", "title"};
    const json_t *diff = json_object_get(evidence, "diff");
    const char *gap = "";
    fputs("<p class=\"said quote\">", out);
    if (json_array_size(diff) > 0)
        write_difference(out, diff);
    else
        write_escaped(out, hs_json_text(evidence, "text"));
    fputs("<span class=\"meta\">", out);
    for (size_t i = 0; i < HS_COUNT(fields); i++) {
        const char *text = hs_json_text(evidence, fields[i]);
        if (text[0] == '\0')
            continue;
        fputs(gap, out);
        write_escaped(out, text);
        gap = " · ";
    }
    fputs("</span></p>\n", out);
}

static void write_verdict_of(FILE *out, const hs_view_document *document, size_t index,
                             const json_t *annotation)
{
    const json_t *verification = json_object_get(annotation, "verification");
    const json_t *evidence = json_object_get(verification, "evidence");
    fputs("<li><h3>", out);
    write_escaped(out, hs_json_text(verification, "verdict"));
    fputs("</h3>\n<p>", out);
    write_words(out, document->text, json_object_get(annotation, "span"));
    fputs("<span class=\"meta\">", out);
    write_note_link(out, document->number, index);
    fputs("</span></p>\n", out);
    for (size_t i = 0; i < EVIDENCE_SHOWN && i < json_array_size(evidence); i++)
        write_evidence(out, json_array_get(evidence, i));
    fputs("</li>\n", out);
}

static void write_verdicts(FILE *out, const hs_view_document *document)
{
    size_t index;
    json_t *annotation;
    if (count_verdicts(document->annotations) == 0)
        return;
    fprintf(out, "<h2 id=\"verdicts-%zu\">What the archive says</h2>\n<ul class=\"cases\">\n",
            document->number);
    json_array_foreach((json_t *)document->annotations, index, annotation)
    {
        if (json_is_object(json_object_get(annotation, "verification")))
            write_verdict_of(out, document, index, annotation);
    }
    fputs("</ul>\n", out);
}

void hs_html_write_sections(FILE *out, const hs_view_document *document)
{
    write_people(out, document);
    write_claims(out, document);
    write_accusations(out, document);
    write_verdicts(out, document);
}
