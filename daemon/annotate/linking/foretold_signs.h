/* How a text tells of those whom it describes at its beginning, and of those whom it names later:
 * part of link_foretold.c's work. Mentions are numbers in linker->mentions.
 */
#pragma once

#include "annotate/linking/link_findings.h"

enum { HS_FORETOLD_LEAD = 3 }; /* blocks that a text begins with, headings counted */

static inline const hs_linked_mention *hs_foretold_mention(const hs_linker *linker,
                                                           uint32_t mention)
{
    return &linker->mentions.items[mention];
}

static inline const hs_reference *hs_foretold_reference(const hs_linker *linker,
                                                        const hs_linked_mention *mention)
{
    return &linker->all_findings[mention->mention.place.block]->references[mention->reference];
}

static inline uint32_t hs_foretold_block(const hs_linker *linker, uint32_t mention)
{
    return hs_foretold_mention(linker, mention)->mention.place.block;
}

/* Whether a block opens a section: several briefs may stand under each other, each by a heading. */
bool hs_foretold_opens_section(const hs_linker *linker, uint32_t block);

/* Whether two mentions stand in one section, where the former is not in the text's lead: a brief
 * names whom it began with before the next heading. */
bool hs_foretold_in_section(const hs_linker *linker, uint32_t mention, uint32_t later);

/* Whether a mention stands in a heading. */
bool hs_foretold_in_heading(const hs_linker *linker, uint32_t mention);

/* "The Chamber of Traders" is a body, though "traders" are people; and so may "Halcyon" be, which
 * only its capital makes a person. */
bool hs_foretold_body(const hs_linked_entity *named);

/* Whether somebody speaks or acts there. */
bool hs_foretold_acts(const hs_reference *it);

/* "A man", "Drug firm", "the head of a clinic said": not "the firm", unless it stands in a heading.
 */
bool hs_foretold_announces(const hs_linker *linker, const hs_linked_mention *mention);

/* Whether the latter stands behind the former's sentence, and near. */
bool hs_foretold_soon_behind(const hs_linker *linker, uint32_t mention, uint32_t later);

/* Whether a text goes on with somebody as it begins: "A bookkeeper has been jailed" and then "Ana
 * Ruiz, 54, admitted". */
bool hs_foretold_goes_on(const hs_linker *linker, uint32_t mention);

/* "A postmistress told": a noun that no list has, by its ending one person's, who speaks. */
bool hs_foretold_person(const hs_linker *linker, const hs_linked_mention *mention);
