/* Applying ignore comments, which the text layer found, and the settings' "ignore". Rules that a
 * comment names and that do not exist are passed over.
 */
#include "workspace/silence.h"

#define EVERY_RULE ((1u << HS_RULE_COUNT) - 1)

static unsigned rules_of(const hs_ignore *ignore)
{
    unsigned rules = ignore->rule_count == 0 ? EVERY_RULE : 0;
    hs_rule rule;
    for (size_t i = 0; i < ignore->rule_count; i++) {
        if (hs_rule_from_code(ignore->rules[i], &rule))
            rules |= 1u << rule;
    }
    return rules;
}

void hs_silence_init(hs_silence *silence, const hs_block_list *blocks, const hs_settings *settings)
{
    *silence = (hs_silence){.settings = settings};
    for (size_t i = 0; i < blocks->ignore_count; i++) {
        const hs_ignore *ignore = &blocks->ignores[i];
        *hs_array_push(&silence->comments) = (hs_silence_comment){
            ignore->whole_file ? UINT32_MAX : (uint32_t)ignore->block_index, rules_of(ignore)};
    }
}

void hs_silence_finish(hs_silence *silence)
{
    hs_array_finish(&silence->comments);
}

static bool setting_covers(const hs_ignore_setting *ignore, const hs_finding *finding, hs_str words)
{
    if (!ignore->every_rule && ignore->rule != finding->rule)
        return false;
    if (ignore->has_annotation)
        return ignore->annotation == finding->id;
    return hs_str_contains_ignoring_case(words, hs_str_from(ignore->text));
}

bool hs_silence_covers(const hs_silence *silence, const hs_finding *finding, uint32_t block,
                       hs_str words)
{
    for (size_t i = 0; i < silence->comments.count; i++) {
        const hs_silence_comment *comment = &silence->comments.items[i];
        if ((comment->block == UINT32_MAX || comment->block == block) &&
            (comment->rules & (1u << finding->rule)))
            return true;
    }
    for (size_t i = 0; i < silence->settings->ignores.count; i++) {
        if (setting_covers(&silence->settings->ignores.items[i], finding, words))
            return true;
    }
    return false;
}
