/* What the daemon remembers of the models that it has checked: a file as it was is known, and
 * nothing else is. */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "language/checked_models.h"
#include "language/model_file.h"

enum { CONTENTS = 4711 };

static char *place_of(const char *name)
{
    const char *folder = getenv("TMPDIR");
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/hearsay-%ld/%s/checked-models", folder ? folder : "/tmp",
                     (long)getpid(), name);
    return hs_buffer_take(&path);
}

/* A file that has lain there for a while: the model that the sources come with. */
static int open_settled(void)
{
    hs_error error;
    char *path = hs_model_file_find(NULL, &error);
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    free(path);
    assert_true(file >= 0);
    return file;
}

static void write_place(const char *place, const char *bytes)
{
    hs_file_make_folders(place);
    int file = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(hs_file_write_all(file, bytes, strlen(bytes)));
    close(file);
}

/* As the next process would. */
static void keep_anew(const char *place)
{
    hs_checked_models_keep(hs_string_copy(place));
}

static void clean_up(char *place)
{
    hs_checked_models_keep(NULL);
    unlink(place);
    for (int i = 0; i < 2; i++) {
        *strrchr(place, '/') = '\0';
        rmdir(place);
    }
    free(place);
}

static void what_is_noted_is_known_to_the_next_process(void **state)
{
    (void)state;
    char *place = place_of("noted");
    int file = open_settled();
    keep_anew(place);
    assert_false(hs_checked_models_know(file, CONTENTS));
    hs_checked_models_note(file, CONTENTS);
    assert_true(hs_checked_models_know(file, CONTENTS));
    keep_anew(place);
    assert_true(hs_checked_models_know(file, CONTENTS));
    assert_false(hs_checked_models_know(file, CONTENTS + 1)); /* another table of sections */
    close(file);
    clean_up(place);
}

static void a_file_that_has_just_changed_is_not_noted(void **state)
{
    (void)state;
    char *place = place_of("changed");
    write_place(place, "");
    int file = open(place, O_RDONLY | O_CLOEXEC);
    keep_anew(place);
    hs_checked_models_note(file, CONTENTS);
    assert_false(hs_checked_models_know(file, CONTENTS));
    close(file);
    clean_up(place);
}

static void a_damaged_or_full_list_is_begun_anew(void **state)
{
    (void)state;
    char *place = place_of("damaged");
    hs_buffer full = {0};
    int file = open_settled();
    for (int i = 0; i < 100; i++)
        hs_buffer_printf(&full, "%016x\n", i);
    const char *lists[] = {"no line of digits", full.bytes};
    for (size_t i = 0; i < HS_COUNT(lists); i++) {
        write_place(place, lists[i]);
        keep_anew(place);
        assert_false(hs_checked_models_know(file, CONTENTS));
        hs_checked_models_note(file, CONTENTS);
        keep_anew(place);
        assert_true(hs_checked_models_know(file, CONTENTS));
    }
    hs_buffer_finish(&full);
    close(file);
    clean_up(place);
}

static void nothing_is_known_or_noted_without_a_place(void **state)
{
    (void)state;
    int file = open_settled();
    char *nowhere = hs_string_copy("/proc/hearsay/checked-models");
    hs_checked_models_keep(NULL);
    hs_checked_models_note(file, CONTENTS);
    assert_false(hs_checked_models_know(file, CONTENTS));
    hs_checked_models_keep(nowhere);
    hs_checked_models_note(file, CONTENTS);
    assert_false(hs_checked_models_know(file, CONTENTS));
    hs_checked_models_keep(NULL);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_noted_is_known_to_the_next_process),
        cmocka_unit_test(a_file_that_has_just_changed_is_not_noted),
        cmocka_unit_test(a_damaged_or_full_list_is_begun_anew),
        cmocka_unit_test(nothing_is_known_or_noted_without_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
