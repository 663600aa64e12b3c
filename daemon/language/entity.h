/* Names from name tags, and what the sentence says beside them.
 *
 * Attributes are read off the dependency tree: a title ("Mr.", "Sen.") stands next to the name's
 * first word; a role is a common noun that the name stands in apposition to, or that modifies it
 * ("foreign minister Sergei Lavrov", "Lavrov, the foreign minister,"); a country is a place or a
 * nationality that modifies the name or its role.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "language/language.h"

/*
 * Reads the words' entity_tag as name tags (0, else 1 + 2 * type, plus 1 inside a name) and leaves
 * 1 + type in them. Words carry tags and trees; sentences are in order. Linear but for the length
 * of chains of heads, which are followed a few steps only.
 */
hs_name *hs_names_find(hs_str text, hs_word *words, const hs_word_span *sentences,
                       uint32_t sentence_count, hs_arena *arena, uint32_t *count);
