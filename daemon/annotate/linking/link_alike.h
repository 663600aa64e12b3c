/* What a text's beginning says is mostly said again below, in about the same words, by whoever is
 * named there: "Rights group: landlords hid risks", and then "The Orlo Desk said landlords …"; or
 * "Builder hid risks, inquiry told", and then "Ana Ruiz told the inquiry …".
 */
#pragma once

#include "annotate/resolution/linker.h"

/* Who says or accuses of soon what a party of the first blocks does there, and nobody nearer; or
 * HS_NONE. Items are in the order of their blocks. */
uint32_t hs_link_says_alike(const hs_linker *linker, uint32_t entity);

/* Gives the words of a heading that nobody is said to speak to whoever says them below. */
void hs_link_name_heard(hs_linker *linker);
