/* What the parse, and what words mean, correct of the tags of words in headings, where capitals
 * make names of them. Part of retag.c's work; the reading has syntax.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether all words of a heading but small ones have capitals: "A Small Town and a Big Plant". */
bool hs_heading_in_capitals(const hs_reading *reading);

/* A noun that looks like a name: "Hacker" of "Hacker Exposed Emails", "Drugmaker hid risk". */
bool hs_heading_noun(const hs_reading *reading, uint32_t word);

/* A verb that looks like a noun or a name: "Watchdog Faults Water Agency", "…, judge rules". */
bool hs_heading_verb(const hs_reading *reading, uint32_t word);
