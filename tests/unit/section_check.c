/* The checks: deterministic, the damage by a generator of its own. */
#include "section_check.h"

#include "test.h"

void section_reset(struct section *section)
{
    if (!section->copy)
        section->copy = aligned_alloc(64, (section->whole.length + 63) / 64 * 64);
    assert_non_null(section->copy);
    memcpy(section->copy, section->whole.bytes, section->whole.length);
}

void section_finish(struct section *section)
{
    hs_buffer_finish(&section->whole);
    free(section->copy);
}

void section_check_whole(struct section *section, section_run *run)
{
    section_reset(section);
    assert_true(run(section->whole.length));
}

void section_check_cut(struct section *section, section_run *run, size_t step)
{
    section_reset(section);
    for (size_t size = 0; size < section->whole.length; size += size < 256 ? 1 : step)
        assert_false(run(size));
}

void section_check_header(struct section *section, section_run *run, uint64_t words)
{
    static const uint32_t values[] = {0,   1,   2,        15,          17,        63,
                                      287, 513, 1u << 20, 0x80000000u, UINT32_MAX};
    section_reset(section);
    for (size_t word = 0; word < 64; word++)
        for (size_t i = 0; words >> word & 1 && i < HS_COUNT(values); i++) {
            char *place = section->copy + word * sizeof(uint32_t);
            const char *right = section->whole.bytes + word * sizeof(uint32_t);
            memcpy(place, &values[i], sizeof(uint32_t));
            assert_true(memcmp(place, right, sizeof(uint32_t)) == 0 || !run(section->whole.length));
            memcpy(place, right, sizeof(uint32_t));
        }
}

void section_check_damage(struct section *section, section_run *run, int rounds)
{
    enum { CHANGES = 3 };
    uint64_t random = 3;
    section_reset(section);
    for (int round = 0; round < rounds; round++) {
        size_t places[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            places[i] = (random >> 33) % section->whole.length;
            section->copy[places[i]] ^= (char)(1 << (random >> 30 & 7));
        }
        run(section->whole.length);
        for (int i = 0; i < CHANGES; i++)
            section->copy[places[i]] = section->whole.bytes[places[i]];
    }
}
