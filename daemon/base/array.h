/* Growing arrays of any element type.
 *
 *     HS_ARRAY(hs_token) tokens = {0};
 *     *hs_array_push(&tokens) = (hs_token){…};
 *     for (size_t i = 0; i < tokens.count; i++) use(tokens.items[i]);
 *     hs_array_finish(&tokens);
 *
 * The caller caps the count where it comes from outside. Pointers into `items` die at the next
 * push. Not thread safe.
 */
#pragma once

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/memory.h"

#define HS_ARRAY(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Room for at least `wanted` elements. */
#define hs_array_reserve(array, wanted)                                                            \
    ((wanted) > (array)->capacity                                                                  \
         ? (void)((array)->items = hs_array_grow((array)->items, &(array)->capacity, (wanted),     \
                                                 sizeof *(array)->items))                          \
         : (void)0)

/* A pointer to a new, uninitialised last element. */
#define hs_array_push(array)                                                                       \
    (hs_array_reserve((array), (array)->count + 1), &(array)->items[(array)->count++])

/* The last element; the array is not empty. */
#define hs_array_last(array) (assert((array)->count > 0), &(array)->items[(array)->count - 1])

#define hs_array_clear(array) ((void)((array)->count = 0))

#define hs_array_finish(array)                                                                     \
    (free((array)->items), (array)->items = NULL, (array)->count = (array)->capacity = 0)

/* Grows by half at least; used by hs_array_reserve. */
void *hs_array_grow(void *items, size_t *capacity, size_t wanted, size_t item_size);
