/* Rows of a model's tables that lie in its file alone, kept once they have been read: a text has
 * most of its rare words again and again, and to ask the system for each costs a microsecond.
 *
 * So many bytes are kept; when there is no more room, all of it is forgotten and filled anew with
 * what is needed now. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hs_kept_rows hs_kept_rows;

hs_kept_rows *hs_kept_rows_create(void);
void hs_kept_rows_destroy(hs_kept_rows *kept); /* NULL is fine */

/* Copies the row of `size` bytes at `offset` of the file, which always has that size there. False
 * when it is not kept. */
bool hs_kept_rows_copy(hs_kept_rows *kept, uint32_t offset, size_t size, void *copy);

void hs_kept_rows_add(hs_kept_rows *kept, uint32_t offset, size_t size, const void *row);
