/* The graph of who accuses whom: what its drawings hold, and that no name can break them. */
#include "test.h"

#include <string.h>

#include "cli/accusations.h"

static size_t party(hs_graph *graph, const char *name)
{
    return hs_graph_node_of(graph, HS_GRAPH_NAMED, hs_str_from(name));
}

static size_t times(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static char *drawn(const hs_graph *graph, void (*draw)(const hs_graph *, hs_buffer *))
{
    hs_buffer out = {0};
    draw(graph, &out);
    hs_buffer_append_byte(&out, '\0');
    return hs_buffer_take(&out);
}

static void accusations_between_two_parties_are_one_edge(void **state)
{
    (void)state;
    hs_graph graph = {0};
    for (int i = 0; i < 3; i++)
        hs_graph_add(&graph, party(&graph, "Ana Ruiz"), party(&graph, "Skarra"), i == 0);
    hs_graph_add(&graph, party(&graph, "Skarra"), party(&graph, "Ana Ruiz"), true);
    assert_int_equal(graph.nodes.count, 2);
    assert_int_equal(graph.edges.count, 2);
    assert_int_equal(graph.edges.items[0].count, 3);
    assert_int_equal(graph.edges.items[0].answered, 1);
    hs_graph_finish(&graph);
}

static void the_text_and_the_unnamed_are_no_names(void **state)
{
    (void)state;
    hs_graph graph = {0};
    size_t author = hs_graph_node_of(&graph, HS_GRAPH_AUTHOR, HS_STR("ignored"));
    size_t named = party(&graph, "the text itself");
    assert_int_not_equal(author, named);
    assert_string_equal(hs_graph_label(&graph.nodes.items[author]), "the text itself");
    hs_graph_finish(&graph);
}

static void names_are_escaped_in_every_drawing(void **state)
{
    (void)state;
    hs_graph graph = {0};
    hs_graph_add(&graph, party(&graph, "<script>\"&\\\n"), party(&graph, "Skarra"), false);
    char *svg = drawn(&graph, hs_graph_write_figure), *dot = drawn(&graph, hs_graph_write_dot);
    assert_null(strstr(svg, "<script"));
    assert_non_null(strstr(svg, "&lt;script&gt;&quot;&amp;\\ "));
    assert_non_null(strstr(dot, "\"<script>\\\"&\\\\ \""));
    free(svg);
    free(dot);
    hs_graph_finish(&graph);
}

static void only_the_most_involved_are_drawn(void **state)
{
    (void)state;
    hs_graph graph = {0};
    char name[32];
    for (int i = 0; i < 3 * HS_GRAPH_SHOWN; i++) {
        snprintf(name, sizeof name, "Party %d", i);
        for (int k = 0; k <= i; k++)
            hs_graph_add(&graph, party(&graph, name), party(&graph, "Skarra"), false);
    }
    size_t shown[HS_GRAPH_SHOWN];
    assert_int_equal(hs_graph_shown(&graph, shown), HS_GRAPH_SHOWN);
    assert_string_equal(graph.nodes.items[shown[0]].name, "Skarra");
    for (size_t i = 1; i < HS_GRAPH_SHOWN; i++)
        assert_true(graph.nodes.items[shown[i - 1]].accusations >=
                    graph.nodes.items[shown[i]].accusations);
    char *svg = drawn(&graph, hs_graph_write_figure);
    assert_int_equal(times(svg, "<circle"), HS_GRAPH_SHOWN);
    assert_non_null(strstr(svg, "more parties"));
    free(svg);
    hs_graph_finish(&graph);
}

static void an_empty_graph_draws_nothing(void **state)
{
    (void)state;
    hs_graph graph = {0};
    char *svg = drawn(&graph, hs_graph_write_figure);
    assert_string_equal(svg, "");
    free(svg);
}

static void a_row_holds_the_line_the_words_and_the_answer(void **state)
{
    (void)state;
    hs_accusation_rows rows = {0};
    hs_str text = HS_STR("One.\nSkarra blamed Ruiz for\nthe leak. Ruiz denied it.");
    json_t *annotations = json_loads(
        "[{\"kind\": \"accusation\", \"id\": \"a\", \"form\": \"explicit\", \"confidence\": 0.5,"
        "  \"accuser\": {\"name\": \"Skarra\"}, \"accused\": [{\"name\": \"Ruiz\"}],"
        "  \"cue\": {\"start\": 12, \"end\": 18}, \"charge\": {\"start\": 24, \"end\": 36},"
        "  \"answers\": [\"b\", \"gone\"]},"
        " {\"kind\": \"answer\", \"id\": \"b\", \"answer\": \"denial\", \"by\": {\"name\": "
        "\"Ruiz\"},"
        "  \"text\": {\"start\": 43, \"end\": 9999}, \"to\": \"a\"}]",
        0, NULL);
    assert_non_null(annotations);
    hs_accusation_rows_add(&rows, "a.txt", text, annotations);
    assert_int_equal(rows.items.count, 1);
    const hs_accusation_row *row = &rows.items.items[0];
    assert_int_equal(row->line, 2);
    assert_string_equal(row->charge, "for the leak");
    assert_string_equal(row->accused, "Ruiz");
    assert_string_equal(row->answers, "denial by Ruiz: "); /* a span outside the text is none */
    assert_int_equal(rows.graph.edges.count, 1);
    json_decref(annotations);
    hs_accusation_rows_finish(&rows);
}

/* Each row that looked through all others would take minutes here, and the test's time runs out. */
static void a_text_of_many_accusations_takes_no_time_of_its_square(void **state)
{
    enum { COUNT = 40000, LINE = 20 };
    (void)state;
    hs_buffer text = {0};
    json_t *annotations = json_array();
    for (int i = 0; i < COUNT; i++) {
        char id[16], answer[16];
        snprintf(id, sizeof id, "a%d", i);
        snprintf(answer, sizeof answer, "b%d", i);
        hs_buffer_append_text(&text, "Skarra blamed Ruiz.\n");
        json_array_append_new(annotations,
                              json_pack("{s:s,s:s,s:{s:i,s:i},s:[s]}", "kind", "accusation", "id",
                                        id, "charge", "start", i * LINE, "end", i * LINE + 6,
                                        "answers", answer));
        json_array_append_new(annotations, json_pack("{s:s,s:s,s:s,s:{s:i,s:i}}", "kind", "answer",
                                                     "id", answer, "answer", "denial", "text",
                                                     "start", i * LINE, "end", i * LINE + 6));
    }
    hs_accusation_rows rows = {0};
    hs_accusation_rows_add(&rows, "a.txt", hs_buffer_str(&text), annotations);
    assert_int_equal(rows.items.count, COUNT);
    assert_int_equal(rows.items.items[COUNT - 1].line, COUNT);
    assert_string_equal(rows.items.items[COUNT - 1].answers, "denial by somebody unnamed: Skarra");
    hs_accusation_rows_finish(&rows);
    json_decref(annotations);
    hs_buffer_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accusations_between_two_parties_are_one_edge),
        cmocka_unit_test(the_text_and_the_unnamed_are_no_names),
        cmocka_unit_test(names_are_escaped_in_every_drawing),
        cmocka_unit_test(only_the_most_involved_are_drawn),
        cmocka_unit_test(an_empty_graph_draws_nothing),
        cmocka_unit_test(a_row_holds_the_line_the_words_and_the_answer),
        cmocka_unit_test(a_text_of_many_accusations_takes_no_time_of_its_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
