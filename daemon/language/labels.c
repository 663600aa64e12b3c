/*
 * Tables of label names and lookups in them. Lookups are linear: they serve the reading of
 * treebanks and the printing of CoNLL-U, never the analysis itself.
 */

#include "language/labels.h"

#include <assert.h>
#include <string.h>

static const char *const upos_names[HS_UPOS_COUNT] = {
#define X(name) #name,
    HS_UPOS_LIST(X)
#undef X
};

static const char *const xpos_names[HS_XPOS_COUNT] = {
#define X(name, text) text,
    HS_XPOS_LIST(X)
#undef X
};

static const char *const deprel_names[HS_DEPREL_COUNT] = {
#define X(name, text) text,
    HS_DEPREL_LIST(X)
#undef X
};

static const char *const entity_type_names[HS_NAME_TYPE_COUNT] = {"person", "organisation", "place",
                                                                  "other"};

const struct hs_feature_group hs_feature_groups[HS_FEATURE_GROUP_COUNT] = {
    {"Number", 2, {{"Sing", HS_NUMBER_SINGULAR}, {"Plur", HS_NUMBER_PLURAL}}},
    {"Tense", 2, {{"Past", HS_TENSE_PAST}, {"Pres", HS_TENSE_PRESENT}}},
    {"Person", 3, {{"1", HS_PERSON_FIRST}, {"2", HS_PERSON_SECOND}, {"3", HS_PERSON_THIRD}}},
    {"VerbForm",
     4,
     {{"Fin", HS_VERBFORM_FINITE},
      {"Inf", HS_VERBFORM_INFINITIVE},
      {"Part", HS_VERBFORM_PARTICIPLE},
      {"Ger", HS_VERBFORM_GERUND}}},
    {"Voice", 1, {{"Pass", HS_VOICE_PASSIVE}}},
    {"Mood",
     3,
     {{"Ind", HS_MOOD_INDICATIVE}, {"Imp", HS_MOOD_IMPERATIVE}, {"Sub", HS_MOOD_SUBJUNCTIVE}}},
};

static int find(const char *const *names, int count, const char *name, size_t length)
{
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return i;
    return -1;
}

const char *hs_upos_name(unsigned label)
{
    assert(label < HS_UPOS_COUNT);
    return upos_names[label];
}

const char *hs_xpos_name(unsigned label)
{
    assert(label < HS_XPOS_COUNT);
    return xpos_names[label];
}

const char *hs_deprel_name(unsigned label)
{
    assert(label < HS_DEPREL_COUNT);
    return deprel_names[label];
}

const char *hs_name_type_name(unsigned label)
{
    assert(label < HS_NAME_TYPE_COUNT);
    return entity_type_names[label];
}

int hs_upos_find(const char *name, size_t length)
{
    return find(upos_names, HS_UPOS_COUNT, name, length);
}

int hs_xpos_find(const char *name, size_t length)
{
    return find(xpos_names, HS_XPOS_COUNT, name, length);
}

int hs_deprel_find(const char *name, size_t length)
{
    int label = find(deprel_names, HS_DEPREL_COUNT, name, length);
    if (label >= 0)
        return label;
    const char *colon = memchr(name, ':', length);
    return colon ? find(deprel_names, HS_DEPREL_COUNT, name, (size_t)(colon - name)) : -1;
}

static uint32_t feature_bit(const char *name, size_t name_length, const char *value,
                            size_t value_length)
{
    for (size_t g = 0; g < HS_FEATURE_GROUP_COUNT; g++) {
        const struct hs_feature_group *group = &hs_feature_groups[g];
        if (strlen(group->name) != name_length || memcmp(group->name, name, name_length) != 0)
            continue;
        for (size_t v = 0; v < group->value_count; v++)
            if (strlen(group->values[v].name) == value_length &&
                memcmp(group->values[v].name, value, value_length) == 0)
                return group->values[v].bit;
    }
    return 0;
}

uint32_t hs_features_parse(const char *text, size_t length)
{
    uint32_t bits = 0;
    const char *end = text + length;
    while (text < end) {
        const char *bar = memchr(text, '|', (size_t)(end - text));
        const char *stop = bar ? bar : end;
        const char *equals = memchr(text, '=', (size_t)(stop - text));
        if (equals)
            bits |=
                feature_bit(text, (size_t)(equals - text), equals + 1, (size_t)(stop - equals - 1));
        text = bar ? bar + 1 : end;
    }
    return bits;
}
