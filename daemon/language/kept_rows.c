/* Rows lie one behind the other in the order in which they came, so that memory is touched as far
 * as it is needed; open addressing finds them (Knuth, The Art of Computer Programming 3, 6.4,
 * algorithm L). */
#include "language/kept_rows.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    ROWS = 4095,
    PLACES = 8192,     /* a power of two, half of it empty at least */
    BYTES = 320 * 1024 /* 3,400 rows of a word's two tables */
};

struct hs_kept_rows {
    pthread_mutex_t mutex;
    size_t count;
    size_t used;
    uint16_t places[PLACES]; /* a row's number from 1; 0 is none */
    struct {
        uint32_t offset; /* in the file */
        uint32_t at;     /* in `bytes` */
    } rows[ROWS];
    unsigned char bytes[BYTES];
};

hs_kept_rows *hs_kept_rows_create(void)
{
    hs_kept_rows *kept = hs_alloc(sizeof *kept);
    pthread_mutex_init(&kept->mutex, NULL);
    kept->count = kept->used = 0;
    memset(kept->places, 0, sizeof kept->places);
    return kept;
}

void hs_kept_rows_destroy(hs_kept_rows *kept)
{
    if (!kept)
        return;
    pthread_mutex_destroy(&kept->mutex);
    free(kept);
}

/* Where the row's number stands, or would. */
static uint16_t *find(hs_kept_rows *kept, uint32_t offset)
{
    size_t place = offset * UINT32_C(0x9e3779b1) >> 19 & (PLACES - 1);
    while (kept->places[place] && kept->rows[kept->places[place] - 1].offset != offset)
        place = (place + 1) & (PLACES - 1);
    return &kept->places[place];
}

bool hs_kept_rows_copy(hs_kept_rows *kept, uint32_t offset, size_t size, void *copy)
{
    pthread_mutex_lock(&kept->mutex);
    uint16_t number = *find(kept, offset);
    if (number)
        memcpy(copy, kept->bytes + kept->rows[number - 1].at, size);
    pthread_mutex_unlock(&kept->mutex);
    return number != 0;
}

void hs_kept_rows_add(hs_kept_rows *kept, uint32_t offset, size_t size, const void *row)
{
    if (size > BYTES)
        return;
    pthread_mutex_lock(&kept->mutex);
    if (kept->count == ROWS || size > BYTES - kept->used) {
        kept->count = kept->used = 0;
        memset(kept->places, 0, sizeof kept->places);
    }
    uint16_t *number = find(kept, offset);
    if (!*number) { /* another thread may have read it too */
        kept->rows[kept->count].offset = offset;
        kept->rows[kept->count].at = (uint32_t)kept->used;
        memcpy(kept->bytes + kept->used, row, size);
        kept->used += size;
        *number = (uint16_t)++kept->count;
    }
    pthread_mutex_unlock(&kept->mutex);
}
