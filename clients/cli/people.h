/* Who appears in a document's annotations, and what each does in it. One thread. */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "base/array.h"

typedef enum hs_person_part {
    HS_PERSON_SAYS,
    HS_PERSON_ACCUSES,
    HS_PERSON_ACCUSED,
    HS_PERSON_ANSWERS,
    HS_PERSON_PARTS,
} hs_person_part;

typedef struct hs_person {
    const char *name;                        /* borrowed from the annotations */
    HS_ARRAY(size_t) parts[HS_PERSON_PARTS]; /* places in the array of annotations */
} hs_person;

typedef struct hs_people {
    HS_ARRAY(hs_person) items; /* who does most first */
} hs_people;                   /* zero-initialised = empty */

/* The named parties of the annotations, which must outlive the people. */
void hs_people_gather(hs_people *people, const json_t *annotations);
void hs_people_finish(hs_people *people);

/* A party's name as it is shown: "the text itself", "somebody unnamed", or its own. */
const char *hs_people_name(const json_t *party);
