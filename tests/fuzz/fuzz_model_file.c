/* Damaged model files: the bytes as they are, and again with every size and hash set right, so that
 * what the hashes would stop reaches the readers of the sections. What still binds must stay within
 * its bounds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/labels.h"
#include "language/lemma.h"
#include "language/model_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void use_lemmas(hs_str section)
{
    hs_lemmatizer lemmatizer;
    hs_error error;
    if (!hs_lemmatizer_bind(&lemmatizer, section, &error))
        return;
    static const char *const forms[] = {"parties", "Was", "'s", "x", "\xc3\x89miles", "talked"};
    hs_arena arena = {0};
    for (size_t i = 0; i < HS_COUNT(forms); i++)
        for (uint8_t xpos = 0; xpos < HS_XPOS_COUNT; xpos++)
            if (hs_lemma_find(&lemmatizer, hs_str_from(forms[i]), HS_UPOS_NOUN, xpos, &arena)
                    .length == 0)
                abort();
    hs_arena_finish(&arena);
}

static void open_and_use(hs_str bytes)
{
    hs_error error;
    hs_model_file *model = hs_model_file_open_bytes(bytes, "fuzzed", &error);
    if (!model)
        return;
    const char *name;
    for (size_t i = 0; (name = hs_model_file_section_name(model, i)); i++) {
        hs_str section;
        if (!hs_model_file_section(model, name, &section, &error))
            abort();
        if (section.length > 0 && (section.bytes < bytes.bytes ||
                                   section.bytes + section.length > bytes.bytes + bytes.length))
            abort();
    }
    hs_str lemmas;
    if (hs_model_file_section(model, HS_LEMMA_SECTION, &lemmas, &error))
        use_lemmas(lemmas);
    hs_model_file_close(model);
}

/* Makes the header, and the hashes of the entries that lie within the file, right. */
static void mend(char *bytes, size_t size)
{
    hs_model_header header;
    if (size < sizeof header)
        return;
    memcpy(&header, bytes, sizeof header);
    memcpy(header.magic, HS_MODEL_MAGIC, sizeof header.magic);
    header.format = HS_MODEL_FORMAT;
    header.byte_order = HS_MODEL_BYTE_ORDER;
    header.file_size = size;
    header.section_count %= HS_MODEL_SECTIONS_MAX + 1;
    hs_model_entry *entries = (hs_model_entry *)(void *)(bytes + sizeof header);
    size_t room = (size - sizeof header) / sizeof *entries;
    if (header.section_count > room)
        header.section_count = (uint32_t)room;
    for (uint32_t i = 0; i < header.section_count; i++)
        if (entries[i].offset <= size && entries[i].size <= size - entries[i].offset)
            entries[i].hash = hs_model_hash(bytes + entries[i].offset, entries[i].size);
    header.table_hash = hs_model_hash(entries, header.section_count * sizeof *entries);
    memcpy(bytes, &header, sizeof header);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *copy = hs_string_copy_n((const char *)bytes, size);
    open_and_use(hs_str_make(copy, size));
    mend(copy, size);
    open_and_use(hs_str_make(copy, size));
    free(copy);
    return 0;
}
