/* Quotes and quantities of one document as bytes: what a store keeps of them, beside the text.
 *
 * Version byte, then counts and fields as variable-length integers (seven bits a byte, the last
 * one without the high bit); spans as the distance from the previous one's start and their length;
 * names once each, in a table. A value is eight bytes, little-endian IEEE 754. Nothing points
 * outside: the reader checks every count and span against what is there and against the text.
 */
#pragma once

#include "evidence/archive.h"

hs_str hs_archive_pack(const hs_archive_document *document, hs_arena *arena);

/* Fills quotes and quantities in. False when the bytes are none of ours. */
bool hs_archive_unpack(hs_str packed, size_t text_length, hs_arena *arena,
                       hs_archive_document *document);
