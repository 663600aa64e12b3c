/* Puts an annotation into a line of words. */
#include "cli/notes.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "cli/json_text.h"

/* Under this confidence a note says that it is unsure. */
#define UNSURE_BELOW 0.5

static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

void hs_notes_write_number(hs_buffer *out, size_t note)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", note + 1);
    for (int i = 0; i < length; i++)
        hs_buffer_append_text(out, superscripts[digits[i] - '0']);
}

static void write_party(hs_buffer *out, const json_t *party, const char *unknown)
{
    const char *name = hs_json_text(party, "name");
    if (json_is_true(json_object_get(party, "author")))
        hs_buffer_append_text(out, "the text itself");
    else
        hs_buffer_append_text(out, name[0] != '\0' ? name : unknown);
}

static void write_parties(hs_buffer *out, const json_t *parties, const char *unknown)
{
    size_t index;
    json_t *party;
    if (json_array_size(parties) == 0)
        hs_buffer_append_text(out, unknown);
    json_array_foreach(parties, index, party)
    {
        if (index > 0)
            hs_buffer_append_text(out, ", ");
        write_party(out, party, unknown);
    }
}

/* " · WORD ³" for another annotation that this one names by its id. */
static void write_reference(hs_buffer *out, const hs_map *numbers, const json_t *id,
                            const char *word)
{
    const char *name = json_string_value(id);
    void *found = name ? hs_map_get(numbers, hs_str_from(name)) : NULL;
    if (!found)
        return;
    hs_buffer_printf(out, "%s", word);
    hs_notes_write_number(out, (size_t)(uintptr_t)found - 1);
}

static void write_quote(hs_buffer *out, const json_t *quote, const hs_map *numbers)
{
    (void)numbers;
    write_party(out, json_object_get(quote, "speaker"), "speaker unknown");
    if (json_is_object(json_object_get(quote, "addressee"))) {
        hs_buffer_append_text(out, " to ");
        write_party(out, json_object_get(quote, "addressee"), "somebody");
    }
    hs_buffer_printf(out, " · %s", hs_json_text(quote, "form"));
    if (strcmp(hs_json_text(quote, "act"), "thought") == 0)
        hs_buffer_append_text(out, " · thought");
}

static void write_claim(hs_buffer *out, const json_t *claim, const hs_map *numbers)
{
    double worth = json_number_value(json_object_get(claim, "checkworthiness"));
    hs_buffer_printf(out, "%s · worth checking %.2f · by ", hs_json_text(claim, "type"), worth);
    write_party(out, json_object_get(claim, "claimant"), "somebody unnamed");
    write_reference(out, numbers, json_object_get(claim, "quote"), " in ");
}

static void write_accusation(hs_buffer *out, const json_t *accusation, const hs_map *numbers)
{
    write_party(out, json_object_get(accusation, "accuser"), "somebody unnamed");
    hs_buffer_append_text(out, " → ");
    write_parties(out, json_object_get(accusation, "accused"), "nobody named");
    const json_t *answers = json_object_get(accusation, "answers");
    size_t index;
    json_t *id;
    if (json_array_size(answers) == 0)
        hs_buffer_append_text(out, " · no answer found");
    json_array_foreach(answers, index, id)
        write_reference(out, numbers, id, index == 0 ? " · answered in " : ", ");
}

static void write_answer(hs_buffer *out, const json_t *answer, const hs_map *numbers)
{
    hs_buffer_printf(out, "%s by ", hs_json_text(answer, "answer"));
    write_party(out, json_object_get(answer, "by"), "somebody unnamed");
    write_reference(out, numbers, json_object_get(answer, "to"), " · to ");
}

/* What the archive says of it: " · altered: “We will not sell the old pier”, Harbour board". */
static void write_verification(hs_buffer *out, const json_t *verification)
{
    const char *verdict = hs_json_text(verification, "verdict");
    const json_t *evidence = json_array_get(json_object_get(verification, "evidence"), 0);
    const char *title = hs_json_text(evidence, "title"),
               *speaker = hs_json_text(evidence, "speaker");
    if (verdict[0] == '\0' || !evidence)
        return;
    hs_buffer_printf(out, " · %s", verdict);
    if (strcmp(verdict, "altered") == 0 || strcmp(verdict, "contradicted") == 0)
        hs_buffer_printf(out, ": “%s”", hs_json_text(evidence, "text"));
    else if (strcmp(verdict, "misattributed") == 0 && speaker[0] != '\0')
        hs_buffer_printf(out, ": %s says it", speaker);
    else if (strcmp(verdict, "fact-checked") == 0)
        hs_buffer_printf(out, ": %s, %s", hs_json_text(evidence, "rating"),
                         hs_json_text(evidence, "publisher"));
    if (title[0] != '\0')
        hs_buffer_printf(out, ", %s", title);
}

static void write_note(hs_note *note, const json_t *annotation, const hs_map *numbers)
{
    static const struct {
        hs_mark_look kind;
        void (*write)(hs_buffer *out, const json_t *annotation, const hs_map *numbers);
    } writers[] = {
        {HS_LOOK_QUOTE, write_quote},
        {HS_LOOK_CLAIM, write_claim},
        {HS_LOOK_CHARGE, write_accusation},
        {HS_LOOK_ANSWER, write_answer},
    };
    for (size_t i = 0; i < HS_COUNT(writers); i++)
        if (writers[i].kind == note->look)
            writers[i].write(&note->text, annotation, numbers);
    write_verification(&note->text, json_object_get(annotation, "verification"));
    const json_t *confidence = json_object_get(annotation, "confidence");
    if (json_is_number(confidence) && json_number_value(confidence) < UNSURE_BELOW)
        hs_buffer_append_text(&note->text, " · unsure");
}

void hs_notes_write(hs_marks *marks, const json_t *annotations)
{
    hs_map numbers = {0}; /* id -> note index + 1 */
    for (size_t i = 0; i < marks->notes.count; i++) {
        const char *id = hs_json_text(json_array_get(annotations, i), "id");
        if (id[0] != '\0')
            hs_map_set(&numbers, hs_str_from(id), (void *)(uintptr_t)(i + 1));
    }
    for (size_t i = 0; i < marks->notes.count; i++)
        write_note(&marks->notes.items[i], json_array_get(annotations, i), &numbers);
    hs_map_finish(&numbers);
}
