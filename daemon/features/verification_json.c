/* One writer for annotations, hearsay/verify and the command line; fields that are empty are left
 * out.
 */
#include "features/verification_json.h"

#include "features/view.h"

static void write_diff(hs_json_writer *json, const hs_evidence *evidence)
{
    hs_json_key(json, "diff");
    hs_json_begin_array(json);
    for (size_t i = 0; i < evidence->diff_count; i++) {
        hs_json_begin_array(json);
        hs_json_string(json, hs_str_make(&evidence->diff[i].kind, 1));
        hs_json_string(json, evidence->diff[i].text);
        hs_json_end_array(json);
    }
    hs_json_end_array(json);
}

void hs_evidence_write_range(hs_json_writer *json, const hs_evidence *evidence,
                             hs_encoding encoding)
{
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, evidence->start[encoding]);
    hs_json_key(json, "end");
    hs_json_write_position(json, evidence->end[encoding]);
    hs_json_end_object(json);
}

static void write_evidence(hs_json_writer *json, const hs_evidence *evidence, hs_encoding encoding,
                           bool ranges)
{
    hs_json_begin_object(json);
    hs_json_member_string(json, "document", evidence->uri);
    hs_json_member_if_any(json, "url", evidence->url);
    hs_json_member_string(json, "title", evidence->title);
    if (evidence->document) {
        hs_json_key(json, "span");
        hs_json_begin_object(json);
        hs_json_member_integer(json, "start", evidence->units[encoding].start);
        hs_json_member_integer(json, "end", evidence->units[encoding].end);
        hs_json_end_object(json);
    }
    if (evidence->document && ranges) {
        hs_json_key(json, "range");
        hs_evidence_write_range(json, evidence, encoding);
    }
    hs_json_member_string(json, "text", evidence->text);
    hs_json_member_if_any(json, "speaker", evidence->speaker);
    hs_json_member_if_any(json, "rating", evidence->rating);
    hs_json_member_if_any(json, "publisher", evidence->publisher);
    hs_json_member_if_any(json, "published", evidence->published);
    hs_json_member_text(json, "verdict", hs_verdict_name(evidence->verdict));
    hs_json_key(json, "score");
    hs_json_hundredths(json, (double)evidence->score);
    if (evidence->document)
        write_diff(json, evidence);
    hs_json_end_object(json);
}

void hs_verification_write(hs_json_writer *json, const hs_verification *verification,
                           hs_encoding encoding, bool ranges)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "verdict", hs_verdict_name(verification->verdict));
    hs_json_key(json, "evidence");
    hs_json_begin_array(json);
    for (size_t i = 0; i < verification->count; i++)
        write_evidence(json, &verification->evidence[i], encoding, ranges);
    hs_json_end_array(json);
    hs_json_end_object(json);
}
