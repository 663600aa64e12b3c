/* What chapters promise: short texts have one, edits leave the others as they are, full names are
 * known in the next ones, and joined they are one consistent result.
 */
#include "test.h"

#include "annotate/annotate.h"
#include "annotate/helper.h"
#include "annotate/linking/chapters.h"
#include "annotate/linking/link_several.h"
#include "base/buffer.h"

enum { PARAGRAPHS = 2000 };

/* About 300 KB: some twenty chapters. */
static void write_long(hs_buffer *text)
{
    static const char *const sentences[][2] = {
        {"“The bridge will stand ", " winters,” said Oda Brandt, the harbour master of Lunden."},
        {"Critics accuse Tomas Vell of hiding report ", ". Vell denied that he had hidden it."},
        {"The council of Lunden spent ", " million marks on the quay, twice as much as planned."},
        {"Nobody in the town could say why lamp ", " had been left burning through the summer."},
    };
    for (unsigned i = 0; i < PARAGRAPHS; i++) {
        const char *const *sentence = sentences[(i / 3 + i) % HS_COUNT(sentences)];
        unsigned number = i / 2; /* some paragraphs come twice */
        hs_buffer_printf(text, "%s%u%s", sentence[0], number, sentence[1]);
        hs_buffer_printf(text, " It rained on the %uth day, and the ferry stayed in port.\n\n", i);
    }
}

typedef struct version {
    hs_buffer text;
    hs_block_list *blocks;
    hs_chapters *chapters;
} version;

/* Read once for all tests; none changes it. */
static version whole;

static int read_long(void **state)
{
    (void)state;
    write_long(&whole.text);
    whole.blocks = hs_block_list_build(hs_buffer_str(&whole.text), HS_MARKUP_PLAIN);
    whole.chapters = hs_chapters_annotate(whole.blocks, NULL, NULL);
    return whole.chapters ? 0 : -1;
}

/* The version after `words` were put in at `offset`. */
static version insert(const version *before, size_t offset, const char *words)
{
    version after = {{0}, NULL, NULL};
    hs_str old = hs_buffer_str(&before->text);
    hs_buffer_append_str(&after.text, hs_str_slice(old, 0, offset));
    hs_buffer_append_str(&after.text, hs_str_from(words));
    hs_buffer_append_str(&after.text, hs_str_slice(old, offset, old.length));
    after.blocks = hs_block_list_rebuild(
        hs_buffer_str(&after.text), HS_MARKUP_PLAIN, before->blocks,
        (hs_span){(uint32_t)offset, (uint32_t)offset}, (uint32_t)strlen(words));
    after.chapters = hs_chapters_annotate(after.blocks, before->chapters, NULL);
    assert_non_null(after.chapters);
    return after;
}

static void drop(version *old)
{
    hs_chapters_unref(old->chapters);
    hs_block_list_unref(old->blocks);
    hs_buffer_finish(&old->text);
}

static int drop_long(void **state)
{
    (void)state;
    drop(&whole);
    return 0;
}

static size_t count_shared(const version *before, const version *after)
{
    size_t shared = 0;
    for (size_t i = 0; i < after->chapters->count; i++)
        for (size_t k = 0; k < before->chapters->count; k++)
            shared +=
                after->chapters->items[i].annotations == before->chapters->items[k].annotations;
    return shared;
}

static void a_text_of_32_kib_is_one_chapter(void **state)
{
    hs_buffer text = {0};
    (void)state;
    write_long(&text);
    hs_block_list *blocks = hs_block_list_build(
        hs_str_slice(hs_buffer_str(&text), 0, HS_CHAPTERS_TEXT_LEAST), HS_MARKUP_PLAIN);
    hs_chapters *chapters = hs_chapters_annotate(blocks, NULL, NULL);
    assert_int_equal(chapters->count, 1);
    assert_ptr_equal(chapters->items[0].annotations->blocks, blocks);
    hs_chapters_unref(chapters);
    hs_block_list_unref(blocks);
    hs_buffer_finish(&text);
}

static void an_empty_text_has_a_chapter(void **state)
{
    (void)state;
    hs_block_list *blocks = hs_block_list_build(hs_str_from(""), HS_MARKUP_PLAIN);
    hs_chapters *chapters = hs_chapters_annotate(blocks, NULL, NULL);
    assert_int_equal(chapters->count, 1);
    assert_int_equal(chapters->items[0].annotations->count, 0);
    hs_chapters_unref(chapters);
    hs_block_list_unref(blocks);
}

static void chapters_cover_all_blocks_and_keep_their_size(void **state)
{
    (void)state;
    const hs_chapters *chapters = whole.chapters;
    size_t next = 0;
    assert_true(chapters->count >= 15);
    for (size_t i = 0; i < chapters->count; i++) {
        const hs_block_list *blocks = chapters->items[i].annotations->blocks;
        size_t bytes = 0;
        assert_int_equal(chapters->items[i].first_block, next);
        for (size_t k = 0; k + 1 < blocks->count; k++)
            bytes += blocks->entries[k].block->text.length;
        assert_true(bytes < HS_CHAPTER_BYTES_MOST);
        next += blocks->count;
    }
    assert_int_equal(next, whole.blocks->count);
}

static void a_word_typed_costs_one_chapter(void **state)
{
    (void)state;
    version after = insert(&whole, whole.text.length / 2, "reportedly ");
    assert_int_equal(after.chapters->count, whole.chapters->count);
    assert_int_equal(count_shared(&whole, &after), whole.chapters->count - 1);
    drop(&after);
}

static void a_paragraph_in_front_leaves_the_chapters_behind(void **state)
{
    (void)state;
    version after = insert(&whole, 0, "A new paragraph of the morning.\n\n");
    assert_true(count_shared(&whole, &after) >= whole.chapters->count - 2);
    drop(&after);
}

static int compare_ids(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void joined_ids_are_all_different(void **state)
{
    (void)state;
    hs_annotations *joined = hs_chapters_join(whole.chapters);
    uint64_t *ids = calloc(joined->count, sizeof *ids);
    assert_true(joined->count > PARAGRAPHS / 2);
    for (size_t i = 0; i < joined->count; i++)
        ids[i] = joined->items[i].id;
    qsort(ids, joined->count, sizeof *ids, compare_ids);
    for (size_t i = 1; i < joined->count; i++)
        assert_true(ids[i - 1] != ids[i]);
    free(ids);
    hs_annotations_unref(joined);
}

/* The words of an item are those that its chapter says, at the place where they stand. */
static void joined_places_cover_the_same_source(void **state)
{
    (void)state;
    hs_annotations *joined = hs_chapters_join(whole.chapters);
    for (size_t c = 0; c < whole.chapters->count; c++) {
        const hs_chapter *chapter = &whole.chapters->items[c];
        for (size_t i = 0; i < chapter->annotations->count; i++) {
            const hs_annotation *item = &joined->items[chapter->first_item + i];
            hs_span first = hs_chapter_source(chapter, chapter->annotations->items[i].first);
            hs_span moved = hs_place_source(joined, item->first);
            assert_int_equal(first.start, moved.start);
            assert_int_equal(first.end, moved.end);
            if (item->kind == HS_ANNOTATION_ANSWER && item->answer.to != UINT32_MAX)
                assert_int_equal(joined->items[item->answer.to].kind, HS_ANNOTATION_ACCUSATION);
            if (item->kind == HS_ANNOTATION_CLAIM && item->claim.quote != UINT32_MAX)
                assert_int_equal(joined->items[item->claim.quote].kind, HS_ANNOTATION_QUOTE);
        }
    }
    hs_annotations_unref(joined);
}

static void a_party_of_all_chapters_is_one(void **state)
{
    (void)state;
    hs_annotations *joined = hs_chapters_join(whole.chapters);
    size_t mentions = 0, bearers = 0;
    for (size_t c = 0; c < whole.chapters->count; c++) {
        const hs_annotations *annotations = whole.chapters->items[c].annotations;
        for (size_t i = 0; i < annotations->entity_count; i++)
            if (hs_str_equal(annotations->entities[i].name, hs_str_from("Oda Brandt")))
                mentions += annotations->entities[i].mention_count;
    }
    for (size_t i = 0; i < joined->entity_count; i++) {
        const hs_entity *entity = &joined->entities[i];
        for (size_t k = 1; k < entity->mention_count; k++)
            assert_true(entity->mentions[k - 1].place.block <= entity->mentions[k].place.block);
        if (hs_str_equal(entity->name, hs_str_from("Oda Brandt"))) {
            bearers++;
            assert_int_equal(entity->mention_count, mentions);
        }
    }
    assert_int_equal(bearers, 1);
    assert_true(mentions > whole.chapters->count);
    hs_annotations_unref(joined);
}

/* Some 60 KB, whose first words name somebody in full, and a later chapter in short. */
static version write_named(const char *full, const char *shortly)
{
    version named = {{0}, NULL, NULL};
    hs_buffer_printf(&named.text, "%s, which the port relies on, spoke to the council.\n\n", full);
    for (unsigned i = 0; i < 600; i++) {
        if (i == 200)
            hs_buffer_printf(&named.text, "%s said that the quay was safe.\n\n", shortly);
        hs_buffer_printf(&named.text, "It rained on the %uth day, and the ferry stayed in port ",
                         i);
        hs_buffer_append_text(&named.text, "until the evening.\n\n");
    }
    named.blocks = hs_block_list_build(hs_buffer_str(&named.text), HS_MARKUP_PLAIN);
    named.chapters = hs_chapters_annotate(named.blocks, NULL, NULL);
    return named;
}

/* Whose words the second chapter's quote is. */
static hs_str second_speaker(const hs_chapters *chapters)
{
    assert_true(chapters->count >= 3);
    const hs_annotations *second = chapters->items[1].annotations;
    for (size_t i = 0; i < second->count; i++)
        if (second->items[i].kind == HS_ANNOTATION_QUOTE)
            return second->items[i].quote.speaker.name;
    return hs_str_from("nobody");
}

static void a_chapter_knows_the_full_names_of_those_before(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"Ilse Marquart", "Marquart"},
        {"Ilse Marquart Ravn", "Ms Marquart"},
        {"Brennick Harbour Inspectorate", "BHI"},
        {"Brennick Harbour Inspectorate", "B.H.I."},
        {"Orlo & Sons", "Orlo"},
    };
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        version named = write_named(names[i][0], names[i][1]);
        hs_str speaker = second_speaker(named.chapters);
        if (!hs_str_equal(speaker, hs_str_from(names[i][0])))
            fail_msg("%s is %.*s", names[i][1], (int)speaker.length, speaker.bytes);
        drop(&named);
    }
}

static void a_name_that_changes_changes_the_chapters_that_may_mean_it(void **state)
{
    (void)state;
    version named = write_named("Ilse Marquart", "Marquart");
    version after = insert(&named, strlen("Ilse"), "bet");
    hs_str speaker = second_speaker(after.chapters);
    assert_true(hs_str_equal(speaker, hs_str_from("Ilsebet Marquart")));
    assert_int_equal(count_shared(&named, &after), named.chapters->count - 2); /* not the third */
    drop(&after);
    drop(&named);
}

static void assert_same_annotations(const hs_annotations *a, const hs_annotations *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->entity_count, b->entity_count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].id, b->items[i].id);
        assert_int_equal(a->items[i].kind, b->items[i].kind);
        assert_memory_equal(&a->items[i].confidence, &b->items[i].confidence, sizeof(float));
        assert_memory_equal(&a->items[i].first, &b->items[i].first, sizeof a->items[i].first);
    }
    for (size_t i = 0; i < a->entity_count; i++) {
        assert_true(hs_str_equal(a->entities[i].name, b->entities[i].name));
        assert_true(hs_str_equal(a->entities[i].role, b->entities[i].role));
        assert_int_equal(a->entities[i].mention_count, b->entities[i].mention_count);
    }
}

/* The paragraph that an edit changed. */
static size_t changed_block(const version *before, const version *after)
{
    size_t block = 0;
    assert_int_equal(before->blocks->count, after->blocks->count);
    while (before->blocks->entries[block].block == after->blocks->entries[block].block)
        block++;
    return block;
}

/* What became of the helper's linking of what stands before an edit. */
typedef enum fate { NOT_OFFERED, KEPT, DROPPED } fate;

static size_t chapter_of(const hs_chapters *chapters, size_t block)
{
    size_t c = 0;
    while (c + 1 < chapters->count && chapters->items[c + 1].first_block <= block)
        c++;
    return c;
}

/* What is needed to link a chapter again; its findings are the caller's. */
static hs_link_task task_of(const hs_chapters *chapters, size_t c)
{
    const hs_chapter *chapter = &chapters->items[c];
    hs_block_list *blocks = chapter->annotations->blocks;
    const hs_block_findings **findings = calloc(blocks->count, sizeof *findings);
    for (size_t i = 0; i < blocks->count; i++)
        findings[i] = hs_block_attachment(blocks->entries[i].block);
    hs_link_task task = {.blocks = blocks, .findings = findings, .around = {.salt = chapter->salt}};
    if (c > 0) {
        task.around.date = chapters->items[0].date;
        task.around.document = chapters->blocks;
        task.around.known_from = chapters->items[c > 3 ? c - 3 : 0].first_block;
        task.around.known_to = chapter->first_block;
    }
    return task;
}

static void drop_task(hs_link_task *task)
{
    free((void *)(uintptr_t)task->findings);
}

/* Links the chapter with an edit again while the helper, which is waited for, links what stands
 * before. */
static fate link_ahead_of(const version *before, const version *after)
{
    size_t block = changed_block(before, after), c = chapter_of(after->chapters, block);
    const hs_chapter *chapter = &after->chapters->items[c];
    hs_link_task task = task_of(after->chapters, c);
    uint32_t own = (uint32_t)block - chapter->first_block;
    hs_link_ahead ahead;
    bool begun =
        hs_link_ahead_start(&ahead, task.blocks, task.findings, &task.around,
                            (hs_link_stand_in){own, before->blocks, (uint32_t)block}, NULL);
    if (begun) {
        while (!atomic_load(&ahead.walked))
            continue;
        hs_link_ahead_tell(&ahead, task.findings);
        hs_annotations *result = hs_link_ahead_finish(&ahead);
        assert_same_annotations(result, chapter->annotations);
        hs_annotations_unref(result);
    }
    drop_task(&task);
    return !begun || own == 0 ? NOT_OFFERED : ahead.kept ? KEPT : DROPPED;
}

/* Links all chapters of a text anew, one of them begun ahead if it is `begun`. */
static void link_all_of(const version *text, size_t begun)
{
    size_t count = text->chapters->count;
    hs_link_task *tasks = calloc(count, sizeof *tasks);
    hs_annotations **results = calloc(count, sizeof *results);
    hs_link_ahead ahead;
    for (size_t c = 0; c < count; c++) {
        tasks[c] = task_of(text->chapters, c);
        tasks[c].result = &results[c];
    }
    if (begun < count) {
        hs_link_task *task = &tasks[begun];
        uint32_t first = text->chapters->items[begun].first_block;
        if (hs_link_ahead_start(&ahead, task->blocks, task->findings, &task->around,
                                (hs_link_stand_in){1, text->blocks, first + 1}, NULL)) {
            hs_link_ahead_tell(&ahead, task->findings);
            task->ahead = &ahead;
        }
    }
    hs_link_several(tasks, count, NULL);
    for (size_t c = 0; c < count; c++) {
        assert_same_annotations(results[c], text->chapters->items[c].annotations);
        hs_annotations_unref(results[c]);
        drop_task(&tasks[c]);
    }
    free(results);
    free(tasks);
}

static void chapters_linked_side_by_side_are_those_linked_alone(void **state)
{
    (void)state;
    size_t count = whole.chapters->count;
    link_all_of(&whole, SIZE_MAX);
    for (size_t begun = 0; begun < count; begun += 3)
        link_all_of(&whole, begun);
}

static void cancelled_chapters_are_not_linked(void **state)
{
    (void)state;
    atomic_bool cancel = true;
    hs_link_task tasks[] = {task_of(whole.chapters, 0), task_of(whole.chapters, 1)};
    hs_annotations *results[] = {NULL, NULL};
    for (size_t i = 0; i < HS_COUNT(tasks); i++)
        tasks[i].result = &results[i];
    hs_link_several(tasks, HS_COUNT(tasks), &cancel);
    for (size_t i = 0; i < HS_COUNT(tasks); i++) {
        assert_null(results[i]);
        drop_task(&tasks[i]);
    }
}

static void what_stands_before_an_edit_is_linked_ahead_of_it(void **state)
{
    (void)state;
    size_t kept = 0;
    for (size_t i = 0; i < 8; i++) {
        version after = insert(&whole, whole.text.length / 16 * (i + 8), " reportedly ");
        kept += link_ahead_of(&whole, &after) == KEPT;
        drop(&after);
    }
    assert_true(!hs_helper_available() || kept >= 4);
}

static void a_name_that_an_edit_brings_in_is_known_before_it(void **state)
{
    (void)state;
    hs_str text = hs_buffer_str(&whole.text);
    const char *at = strstr(text.bytes + text.length / 2, " It rained");
    size_t dropped = 0;
    for (size_t i = 0; i < 8; i++) {
        version after = insert(&whole, (size_t)(at - text.bytes), " Ines Brandt told Vell so.");
        fate what = link_ahead_of(&whole, &after);
        assert_int_not_equal(what, KEPT);
        dropped += what == DROPPED;
        drop(&after);
        at = strstr(at + 1, " It rained");
    }
    assert_true(!hs_helper_available() || dropped >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_of_32_kib_is_one_chapter),
        cmocka_unit_test(an_empty_text_has_a_chapter),
        cmocka_unit_test(chapters_cover_all_blocks_and_keep_their_size),
        cmocka_unit_test(a_word_typed_costs_one_chapter),
        cmocka_unit_test(a_paragraph_in_front_leaves_the_chapters_behind),
        cmocka_unit_test(joined_ids_are_all_different),
        cmocka_unit_test(joined_places_cover_the_same_source),
        cmocka_unit_test(a_party_of_all_chapters_is_one),
        cmocka_unit_test(a_chapter_knows_the_full_names_of_those_before),
        cmocka_unit_test(a_name_that_changes_changes_the_chapters_that_may_mean_it),
        cmocka_unit_test(what_stands_before_an_edit_is_linked_ahead_of_it),
        cmocka_unit_test(a_name_that_an_edit_brings_in_is_known_before_it),
        cmocka_unit_test(chapters_linked_side_by_side_are_those_linked_alone),
        cmocka_unit_test(cancelled_chapters_are_not_linked),
    };
    return cmocka_run_group_tests_name("chapters", tests, read_long, drop_long);
}
