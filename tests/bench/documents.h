/* Texts to measure with: the samples, and documents of a wanted size made of them. */
#pragma once

#include <stddef.h>

#include "base/array.h"
#include "base/buffer.h"

typedef struct hs_bench_texts {
    HS_ARRAY(hs_buffer) items;
} hs_bench_texts;

/* Reads the folder's .txt files in the order of their names; ends the program when there are none.
 */
void hs_bench_texts_read(hs_bench_texts *texts, const char *folder);
void hs_bench_texts_finish(hs_bench_texts *texts);

/* Appends whole texts, one after another and over again, cut at a paragraph when `size` bytes are
 * reached. */
void hs_bench_texts_make(const hs_bench_texts *texts, size_t size, hs_buffer *out);

size_t hs_bench_words(hs_str text); /* runs of what is not white space */
