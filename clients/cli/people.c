/* Gathers parties by name. */
#include "cli/people.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

static const char *name_of(const json_t *party)
{
    const char *name = json_string_value(json_object_get(party, "name"));
    return name ? name : "";
}

const char *hs_people_name(const json_t *party)
{
    if (json_is_true(json_object_get(party, "author")))
        return "the text itself";
    return name_of(party)[0] != '\0' ? name_of(party) : "somebody unnamed";
}

typedef struct gatherer {
    hs_people *people;
    hs_map numbers; /* name -> index + 1 */
    size_t at;      /* the annotation */
} gatherer;

static void add(gatherer *to, const json_t *party, hs_person_part part)
{
    hs_str name = hs_str_from(name_of(party));
    if (name.length == 0)
        return;
    size_t number = (size_t)(uintptr_t)hs_map_get(&to->numbers, name);
    if (number == 0) {
        *hs_array_push(&to->people->items) = (hs_person){.name = name.bytes};
        number = to->people->items.count;
        hs_map_set(&to->numbers, name, (void *)(uintptr_t)number);
    }
    *hs_array_push(&to->people->items.items[number - 1].parts[part]) = to->at;
}

static void add_annotation(gatherer *to, const json_t *annotation)
{
    const json_t *kind = json_object_get(annotation, "kind");
    const json_t *accused = json_object_get(annotation, "accused");
    size_t index;
    json_t *party;
    if (!json_is_string(kind))
        return;
    add(to, json_object_get(annotation, "speaker"), HS_PERSON_SAYS);
    add(to, json_object_get(annotation, "accuser"), HS_PERSON_ACCUSES);
    json_array_foreach((json_t *)accused, index, party) add(to, party, HS_PERSON_ACCUSED);
    add(to, json_object_get(annotation, "by"), HS_PERSON_ANSWERS);
}

static size_t weight(const hs_person *person)
{
    size_t sum = 0;
    for (size_t i = 0; i < HS_PERSON_PARTS; i++)
        sum += person->parts[i].count;
    return sum;
}

static int heavier_first(const void *a, const void *b)
{
    size_t left = weight(a), right = weight(b);
    if (left != right)
        return left > right ? -1 : 1;
    return strcmp(((const hs_person *)a)->name, ((const hs_person *)b)->name);
}

void hs_people_gather(hs_people *people, const json_t *annotations)
{
    gatherer to = {.people = people};
    json_t *annotation;
    json_array_foreach((json_t *)annotations, to.at, annotation) add_annotation(&to, annotation);
    hs_map_finish(&to.numbers);
    if (people->items.count > 1)
        qsort(people->items.items, people->items.count, sizeof *people->items.items, heavier_first);
}

void hs_people_finish(hs_people *people)
{
    for (size_t i = 0; i < people->items.count; i++)
        for (size_t part = 0; part < HS_PERSON_PARTS; part++)
            hs_array_finish(&people->items.items[i].parts[part]);
    hs_array_finish(&people->items);
}
