/* Looks up and applies lemma rules. Learning them is corpus/train/train_lemmas.c's. */
#include "language/lemma.h"

#include "language/labels.h"
#include "text/character.h"

/* What is left of the form after capitals are dealt with: lower case may change its length. */
typedef struct folded {
    char bytes[HS_LOWER_ROOM(HS_LEMMA_FORM_MAX)];
    size_t length;
} folded;

static bool is_sound(const hs_lemma_header *header, hs_str section)
{
    uint64_t wanted = sizeof *header + (uint64_t)header->slot_count * sizeof(hs_lemma_slot) +
                      (uint64_t)header->rule_count * sizeof(hs_lemma_rule) + header->text_size;
    return header->slot_count > 0 && (header->slot_count & (header->slot_count - 1)) == 0 &&
           wanted == section.length;
}

static bool contents_are_sound(const hs_lemmatizer *l, uint32_t text_size)
{
    uint32_t free_slots = 0;
    for (uint32_t i = 0; i < l->slot_count; i++) {
        free_slots += l->slots[i].rule == 0;
        if (l->slots[i].rule > l->rule_count)
            return false;
    }
    for (uint32_t i = 0; i < l->rule_count; i++) {
        const hs_lemma_rule *rule = &l->rules[i];
        if (rule->case_mode >= HS_LEMMA_CASE_COUNT || rule->append_offset > text_size ||
            rule->append_length > text_size - rule->append_offset)
            return false;
    }
    return free_slots > 0;
}

bool hs_lemmatizer_bind(hs_lemmatizer *lemmatizer, hs_str section, hs_error *error)
{
    hs_lemma_header header;
    if (section.length < sizeof header)
        return hs_error_set(error, "the model's lemmas are cut short");
    memcpy(&header, section.bytes, sizeof header);
    if (header.version != HS_LEMMA_VERSION || header.labels_version != HS_LABELS_VERSION)
        return hs_error_set(error, "the model's lemmas are of another version of the program");
    if (!is_sound(&header, section))
        return hs_error_set(error, "the model's lemmas are damaged");
    const char *at = section.bytes + sizeof header;
    lemmatizer->slots = (const hs_lemma_slot *)(const void *)at;
    at += header.slot_count * sizeof(hs_lemma_slot);
    lemmatizer->rules = (const hs_lemma_rule *)(const void *)at;
    lemmatizer->text = at + header.rule_count * sizeof(hs_lemma_rule);
    lemmatizer->slot_count = header.slot_count;
    lemmatizer->rule_count = header.rule_count;
    if (!contents_are_sound(lemmatizer, header.text_size))
        return hs_error_set(error, "the model's lemmas are damaged");
    return true;
}

/* "lower", "Capitalised", "UPPER": 0, 1, 2; 3 for the rest. */
static uint64_t shape_of(hs_str form)
{
    bool first_upper = false, upper = false, lower = false, other = false;
    size_t characters = 0;
    for (size_t at = 0; at < form.length;) {
        hs_character c = hs_character_at(form, at);
        bool is_upper = hs_character_is_upper(c.codepoint);
        first_upper |= at == 0 && is_upper;
        upper |= at > 0 && is_upper;
        lower |= hs_character_is_lower(c.codepoint);
        other |= c.class == HS_CHARACTER_DIGIT;
        characters++;
        at += c.length;
    }
    if (other)
        return 3;
    if (!first_upper)
        return upper ? 3 : 0;
    return upper && !lower && characters > 1 ? 2 : 1;
}

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 31;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static void fold(hs_str form, folded *out)
{
    out->length = hs_character_lower(form, out->bytes);
}

/* Tags whose words end alike share their endings: "blamed" is one form, whatever it stands for. */
static uint64_t ending_class(uint8_t xpos)
{
    if (xpos == HS_XPOS_VBN)
        return HS_XPOS_VBD;
    return xpos == HS_XPOS_VBP ? HS_XPOS_VB : xpos;
}

size_t hs_lemma_keys(hs_str form, uint8_t upos, uint8_t xpos,
                     uint64_t hashes[HS_LEMMA_ENDING_MAX + 1], uint64_t *whole)
{
    folded lower;
    fold(form, &lower);
    uint64_t hash =
        0xcbf29ce484222325u ^ ((uint64_t)upos << 16 | ending_class(xpos) << 8 | shape_of(form));
    hash *= 0x100000001b3u;
    size_t count = 0;
    hashes[count++] = mix(hash);
    for (size_t i = 0; i < lower.length; i++) {
        hash = (hash ^ (uint8_t)lower.bytes[lower.length - 1 - i]) * 0x100000001b3u;
        if (count <= HS_LEMMA_ENDING_MAX)
            hashes[count++] = mix(hash);
    }
    *whole = mix((hash ^ 0x100) * 0x100000001b3u);
    return count;
}

static const hs_lemma_rule *lookup(const hs_lemmatizer *l, uint64_t key)
{
    uint32_t mask = l->slot_count - 1;
    for (uint32_t at = (uint32_t)key & mask;; at = (at + 1) & mask) {
        const hs_lemma_slot *slot = &l->slots[at];
        if (slot->rule == 0)
            return NULL;
        if (slot->check == (uint32_t)(key >> 32))
            return &l->rules[slot->rule - 1];
    }
}

static const hs_lemma_rule *find_rule(const hs_lemmatizer *l, hs_str form, uint8_t upos,
                                      uint8_t xpos)
{
    uint64_t hashes[HS_LEMMA_ENDING_MAX + 1], whole;
    size_t count = hs_lemma_keys(form, upos, xpos, hashes, &whole);
    const hs_lemma_rule *rule = lookup(l, whole);
    while (!rule && count > 0)
        rule = lookup(l, hashes[--count]);
    return rule;
}

size_t hs_lemma_apply(hs_str form, uint8_t cut, hs_lemma_case mode, hs_str append, char *out)
{
    size_t length = 0, kept = form.length > cut ? form.length - cut : 0;
    hs_str stem = hs_str_slice(form, 0, kept);
    if (mode == HS_LEMMA_TITLE && kept > 0) {
        length = hs_character_at(stem, 0).length;
        memcpy(out, stem.bytes, length);
        stem = hs_str_slice(stem, length, stem.length);
    }
    if (mode == HS_LEMMA_KEEP) {
        memcpy(out, stem.bytes, stem.length);
        length = stem.length;
    } else {
        length += hs_character_lower(stem, out + length);
    }
    memcpy(out + length, append.bytes, append.length);
    return length + append.length;
}

hs_str hs_lemma_find(const hs_lemmatizer *lemmatizer, hs_str form, uint8_t upos, uint8_t xpos,
                     hs_arena *arena)
{
    if (form.length > HS_LEMMA_FORM_MAX)
        return hs_str_slice(form, 0, form.length < UINT16_MAX ? form.length : UINT16_MAX);
    const hs_lemma_rule *rule = find_rule(lemmatizer, form, upos, xpos);
    if (!rule)
        rule = find_rule(lemmatizer, form, HS_LEMMA_ANY_UPOS, xpos);
    if (!rule)
        return form;
    hs_str append = {lemmatizer->text + rule->append_offset, rule->append_length};
    if (rule->case_mode == HS_LEMMA_KEEP && append.length == 0 && rule->cut < form.length)
        return hs_str_slice(form, 0, form.length - rule->cut);
    if (append.length > HS_LEMMA_FORM_MAX)
        return form;
    char bytes[HS_LEMMA_ROOM(HS_LEMMA_FORM_MAX, HS_LEMMA_FORM_MAX)];
    size_t length = hs_lemma_apply(form, rule->cut, (hs_lemma_case)rule->case_mode, append, bytes);
    if (length == 0)
        return form;
    if (length == form.length && memcmp(bytes, form.bytes, length) == 0)
        return form;
    return hs_str_make(hs_arena_copy(arena, bytes, length), length);
}
