/* A language model of somebody's choice with which the others were not trained: all do without, and
 * one line tells of it. */
#include "test.h"

#include <unistd.h>

#include "annotate/accusations/accusation_model.h"
#include "annotate/accusations/answer_model.h"
#include "annotate/accusations/role_model.h"
#include "annotate/claims/claim_model.h"
#include "annotate/quotes/attribution_model.h"
#include "annotate/references/mention_model.h"
#include "base/file.h"
#include "language/model_file.h"
#include "language/network.h"
#include "language/shared.h"

/* Changes one number of the network that makes the words' states. */
static void change_network(char *section, size_t size)
{
    struct hs_network network;
    hs_error error;
    if (!hs_network_bind(&network, section, size, &error))
        fail_msg("%s", error.text);
    size_t at = (size_t)((const char *)network.input_bias - section);
    float number = network.input_bias[0] + 1.0f;
    hs_network_finish(&network);
    memcpy(section + at, &number, sizeof number);
}

/* The tree's language model with another network, at the path. */
static void write_other_model(int file)
{
    hs_buffer bytes = {0};
    hs_error error;
    char *path = hs_model_file_find(NULL, &error);
    if (!path || !hs_file_read(path, HS_MODEL_SIZE_MAX, &bytes, &error))
        fail_msg("%s", error.text);
    hs_model_header header;
    memcpy(&header, bytes.bytes, sizeof header);
    char *table = bytes.bytes + sizeof header;
    for (uint32_t i = 0; i < header.section_count; i++) {
        hs_model_entry entry;
        memcpy(&entry, table + i * sizeof entry, sizeof entry);
        if (strcmp(entry.name, "network") == 0) {
            char *section = aligned_alloc(HS_MODEL_ALIGNMENT, entry.size / 64 * 64 + 64);
            memcpy(section, bytes.bytes + entry.offset, entry.size);
            change_network(section, entry.size);
            memcpy(bytes.bytes + entry.offset, section, entry.size);
            entry.hash = hs_model_hash(section, entry.size);
            memcpy(table + i * sizeof entry, &entry, sizeof entry);
            free(section);
        }
    }
    header.table_hash = hs_model_hash(table, header.section_count * sizeof(hs_model_entry));
    memcpy(bytes.bytes, &header, sizeof header);
    assert_true(hs_file_write_all(file, bytes.bytes, bytes.length));
    hs_buffer_finish(&bytes);
    free(path);
}

/* What is logged while every model is opened. */
static void open_all(hs_buffer *log)
{
    char path[] = "/tmp/hearsay-log-XXXXXX";
    int file = mkstemp(path), kept = dup(STDERR_FILENO);
    hs_error error;
    assert_true(file >= 0 && kept >= 0);
    dup2(file, STDERR_FILENO);
    bool found = hs_attribution_model_shared() || hs_mention_model_shared() ||
                 hs_accusation_model_shared() || hs_role_model_shared() ||
                 hs_answer_model_shared() || hs_claim_model_shared();
    dup2(kept, STDERR_FILENO);
    close(kept);
    assert_true(hs_file_read(path, 1 << 20, log, &error));
    close(file);
    unlink(path);
    assert_false(found);
}

static void a_chosen_model_that_fits_no_other_is_told_once(void **state)
{
    (void)state;
    static const char *const names[] = {"attribution.hsm", "mentions.hsm", "accusation.hsm",
                                        "roles.hsm",       "answers.hsm",  "claims.hsm"};
    char path[] = "/tmp/hearsay-model-XXXXXX";
    int file = mkstemp(path);
    hs_buffer log = {0};
    hs_error error;
    assert_true(file >= 0);
    write_other_model(file);
    close(file);
    hs_language_shared_choose(path);
    if (!hs_language_shared(&error))
        fail_msg("%s", error.text);
    open_all(&log);
    unlink(path);
    const char *end = strchr(log.bytes, '\n');
    assert_true(end && end[1] == '\0');
    assert_non_null(strstr(log.bytes, path));
    assert_non_null(strstr(log.bytes, "--model"));
    for (size_t i = 0; i < HS_COUNT(names); i++)
        assert_non_null(strstr(log.bytes, names[i]));
    hs_buffer_finish(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chosen_model_that_fits_no_other_is_told_once),
    };
    return cmocka_run_group_tests_name("shared", tests, NULL, NULL);
}
