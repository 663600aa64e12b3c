/* Rows that were read from a file once: the same bytes come back, whatever was forgotten between.
 */
#include "test.h"

#include <pthread.h>

#include "language/kept_rows.h"

enum { MANY = 20000, SIZE = 96, SMALL = 64 };

static size_t size_of(uint32_t offset)
{
    return offset % 3 ? SIZE : SMALL;
}

static void fill(uint32_t offset, unsigned char *row)
{
    for (size_t i = 0; i < size_of(offset); i++)
        row[i] = (unsigned char)(offset * 31 + i * 7 + (offset >> 8));
}

/* As a reader does: what is not kept is read, and kept. Whether it had been. */
static bool read_row(hs_kept_rows *kept, uint32_t offset)
{
    unsigned char right[SIZE], row[SIZE] = {0};
    fill(offset, right);
    bool had = hs_kept_rows_copy(kept, offset, size_of(offset), row);
    if (had)
        assert_memory_equal(row, right, size_of(offset));
    else
        hs_kept_rows_add(kept, offset, size_of(offset), right);
    return had;
}

static void what_was_added_is_copied(void **state)
{
    (void)state;
    hs_kept_rows *kept = hs_kept_rows_create();
    for (uint32_t i = 0; i < 1000; i++)
        assert_false(read_row(kept, i * SMALL));
    for (uint32_t i = 0; i < 1000; i++)
        assert_true(read_row(kept, i * SMALL));
    assert_false(read_row(kept, 1000 * SMALL));
    hs_kept_rows_destroy(kept);
}

static void more_rows_than_there_is_room_for_are_forgotten_and_read_again(void **state)
{
    (void)state;
    hs_kept_rows *kept = hs_kept_rows_create();
    size_t had = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        had += read_row(kept, i * SMALL);
        assert_true(read_row(kept, i * SMALL)); /* the last one always is */
    }
    assert_int_equal(had, 0);
    assert_false(read_row(kept, 0));
    hs_kept_rows_destroy(kept);
}

static void *read_many(void *kept)
{
    for (uint32_t i = 0; i < 4 * MANY; i++)
        read_row(kept, i * UINT32_C(2654435761) % 9000);
    return NULL;
}

static void threads_read_the_same_rows(void **state)
{
    (void)state;
    hs_kept_rows *kept = hs_kept_rows_create();
    pthread_t threads[3];
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, kept), 0);
    for (size_t i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    hs_kept_rows_destroy(kept);
}

static void a_row_that_is_too_large_is_not_kept(void **state)
{
    (void)state;
    static unsigned char large[1 << 20];
    hs_kept_rows *kept = hs_kept_rows_create();
    hs_kept_rows_add(kept, 0, sizeof large, large);
    assert_false(hs_kept_rows_copy(kept, 0, sizeof large, large));
    hs_kept_rows_destroy(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_copied),
        cmocka_unit_test(more_rows_than_there_is_room_for_are_forgotten_and_read_again),
        cmocka_unit_test(threads_read_the_same_rows),
        cmocka_unit_test(a_row_that_is_too_large_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
