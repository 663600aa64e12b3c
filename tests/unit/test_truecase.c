/* The promises of headings in capitals: ordinary words are read without them, names, the titles in
 * front of them and abbreviations with them; offsets stay; other blocks are read as they are.
 */
#include "test.h"

#include "annotate/reading/truecase.h"

/* What a source's first block is read as. The reader frees it. */
static char *read_as(const char *source, hs_markup markup)
{
    hs_arena scratch = {0};
    hs_block_findings findings = {0};
    hs_block_list *list = hs_block_list_build(hs_str_from(source), markup);
    hs_reading reading = {
        .block = list->entries[0].block, .arena = &findings.arena, .scratch = &scratch};
    hs_reading_prepare(&reading);
    char *text = hs_string_copy_n(reading.block->text.bytes, reading.block->text.length);
    assert_int_equal(reading.block->text.length, list->entries[0].block->text.length);
    hs_reading_finish(&reading, &findings);
    hs_arena_finish(&findings.arena);
    hs_arena_finish(&scratch);
    hs_block_list_unref(list);
    return text;
}

static void check(const char *source, const char *wanted)
{
    char *text = read_as(source, HS_MARKUP_MARKDOWN);
    assert_string_equal(text, wanted);
    free(text);
}

static void ordinary_words_lose_their_capitals(void **state)
{
    (void)state;
    check("# Police Chief Slams City Over Budget Cuts", "Police chief slams city over budget cuts");
    check("# Coach Ripped For Denying Pay To Players", "Coach ripped for denying pay to players");
}

static void names_keep_theirs(void **state)
{
    (void)state;
    check("# Ana Ruiz Accuses Norvane Of Lying To Ostra Council",
          "Ana Ruiz accuses Norvane of lying to Ostra Council");
    check("# Senators Blast U.S. Plan To Arm Russian Rebels In March",
          "Senators blast U.S. plan to arm Russian rebels in March");
}

static void a_title_keeps_its_capital_in_front_of_a_name(void **state)
{
    (void)state;
    check("# Critics Say Mayor Lena Ortiz Hid The Audit",
          "Critics say Mayor Lena Ortiz hid the audit");
}

static void capitals_throughout_go_likewise(void **state)
{
    (void)state;
    check("# POLICE CHIEF SLAMS ANA O'BRIEN OVER NHS CUTS",
          "Police chief slams Ana O'Brien over NHS cuts");
    check("# \"HE LIED TO US\": KEEL'S AIDE ACCUSES FIRM",
          "\"He lied to us\": Keel's aide accuses firm");
    check("# CITY SAYS FBI LIED ABOUT U.S.", "City says FBI lied about U.S.");
    check("# US AND EU BLAME NORVANE", "US and EU blame Norvane");
    check("BREAKING NEWS: the mayor has left.", "BREAKING NEWS: the mayor has left.");
}

static void headings_without_capitals_and_paragraphs_stay(void **state)
{
    (void)state;
    check("# Police chief slams Mayor Lena Ortiz", "Police chief slams Mayor Lena Ortiz");
    check("\"No comment,\" Mr Brandt said.", "\"No comment,\" Mr Brandt said.");
    check("Mayor Lena Ortiz, Dana Orrell and Louis Brandt left.",
          "Mayor Lena Ortiz, Dana Orrell and Louis Brandt left.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_words_lose_their_capitals),
        cmocka_unit_test(names_keep_theirs),
        cmocka_unit_test(a_title_keeps_its_capital_in_front_of_a_name),
        cmocka_unit_test(capitals_throughout_go_likewise),
        cmocka_unit_test(headings_without_capitals_and_paragraphs_stay),
    };
    return cmocka_run_group_tests_name("truecase", tests, NULL, NULL);
}
