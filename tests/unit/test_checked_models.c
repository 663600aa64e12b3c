/* What the daemon remembers of the models that it has checked: a file as it was is known, and
 * nothing else is. */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "language/checked_models.h"
#include "language/model_file.h"
#include "train/model_writer.h"

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

static bool is_known(int file, uint64_t contents)
{
    hs_model_identity identity;
    return hs_checked_models_know(file, contents, &identity);
}

static void note(int file, uint64_t contents)
{
    hs_model_identity identity;
    hs_checked_models_know(file, contents, &identity);
    hs_checked_models_note(&identity);
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
    assert_false(is_known(file, CONTENTS));
    note(file, CONTENTS);
    assert_true(is_known(file, CONTENTS));
    keep_anew(place);
    assert_true(is_known(file, CONTENTS));
    assert_false(is_known(file, CONTENTS + 1)); /* another table of sections */
    close(file);
    clean_up(place);
}

static void a_file_that_has_just_changed_is_not_noted(void **state)
{
    (void)state;
    char *place = place_of("changed");
    struct stat list;
    write_place(place, "");
    int file = open(place, O_RDONLY | O_CLOEXEC);
    keep_anew(place);
    note(file, CONTENTS);
    assert_int_equal(fstat(file, &list), 0);
    assert_int_equal(list.st_size, 0); /* the list is the file itself */
    close(file);
    clean_up(place);
}

static void save_model(const char *path, const char *about)
{
    hs_model_writer writer = {0};
    hs_error error;
    hs_model_writer_set(&writer, "about", about, strlen(about));
    assert_true(hs_model_writer_save(&writer, path, &error));
    hs_model_writer_finish(&writer);
}

static bool opens(const char *path)
{
    hs_error error;
    hs_model_file *model = hs_model_file_open(path, &error);
    hs_model_file_close(model);
    return model != NULL;
}

/* One byte of the section's, in place. */
static void damage(const char *path)
{
    int file = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(pwrite(file, "#", 1, 128), 1);
    close(file);
}

static void wait_until_settled(void)
{
    sleep(3);
}

static void a_model_is_read_anew_when_it_has_changed_and_only_then(void **state)
{
    (void)state;
    char *place = place_of("model"), *path = hs_string_copy(place);
    strcpy(strrchr(path, '/'), "/a.hsm");
    hs_file_make_folders(path);
    save_model(path, "a test");
    damage(path);
    wait_until_settled();
    keep_anew(place);
    assert_false(opens(path));
    int file = open(path, O_RDONLY | O_CLOEXEC);
    hs_model_header header;
    assert_int_equal(pread(file, &header, sizeof header, 0), sizeof header);
    note(file, header.table_hash); /* as if it had been whole */
    assert_true(opens(path));
    damage(path); /* as it was, but for the time */
    assert_false(opens(path));
    close(file);
    unlink(path);
    free(path);
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
        assert_false(is_known(file, CONTENTS));
        note(file, CONTENTS);
        keep_anew(place);
        assert_true(is_known(file, CONTENTS));
    }
    hs_buffer_finish(&full);
    close(file);
    clean_up(place);
}

static void what_a_link_leads_to_is_left_alone(void **state)
{
    (void)state;
    char *place = place_of("link"), *other = hs_string_copy(place);
    int file = open_settled();
    hs_buffer bytes = {0};
    hs_error error;
    strcpy(strrchr(other, '/'), "/a.txt");
    write_place(other, "a text");
    assert_int_equal(symlink(other, place), 0);
    keep_anew(place);
    note(file, CONTENTS);
    assert_true(hs_file_read(other, 100, &bytes, &error));
    assert_string_equal(bytes.bytes, "a text");
    hs_buffer_finish(&bytes);
    close(file);
    unlink(other);
    free(other);
    clean_up(place);
}

static void nothing_is_known_or_noted_without_a_place(void **state)
{
    (void)state;
    int file = open_settled();
    hs_checked_models_keep(NULL);
    note(file, CONTENTS);
    assert_false(is_known(file, CONTENTS));
    keep_anew("/proc/hearsay/checked-models");
    note(file, CONTENTS);
    assert_false(is_known(file, CONTENTS));
    hs_checked_models_keep(NULL);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_noted_is_known_to_the_next_process),
        cmocka_unit_test(a_file_that_has_just_changed_is_not_noted),
        cmocka_unit_test(a_model_is_read_anew_when_it_has_changed_and_only_then),
        cmocka_unit_test(a_damaged_or_full_list_is_begun_anew),
        cmocka_unit_test(what_a_link_leads_to_is_left_alone),
        cmocka_unit_test(nothing_is_known_or_noted_without_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
