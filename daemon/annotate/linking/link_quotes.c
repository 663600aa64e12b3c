/* Attributions to quotes: gives each its speaker, runs quotes on over paragraphs (marks that do not
 * close, statements behind "X said:", a transcript's turns) and finds whose words marks without a
 * cue are.
 */
#include "annotate/linking/link_findings.h"
#include "annotate/quotes/confidence.h"
#include "annotate/resolution/resolve.h"

enum { SPEAKING_WEIGHT = 6 }; /* "talked about" names no speaker for "he added" to go on with */

/* What somebody reports within a turn or statement of his own is found too freely: the model learnt
 * from articles, in which nobody talks of others at such length. */
#define WITHIN_LEAST 0.6f

static void add_piece(hs_linker *linker, uint32_t quote, hs_span span)
{
    uint32_t piece = (uint32_t)linker->pieces.count;
    *hs_array_push(&linker->pieces) = (hs_piece){hs_linker_place(linker, span), HS_NONE};
    hs_linked_quote *linked = &linker->quotes.items[quote];
    if (linked->count++ == 0)
        linked->first_piece = piece;
    else
        linker->pieces.items[linked->last_piece].next = piece;
    linked->last_piece = piece;
}

/* The words that name the speaker, as a place. */
static hs_place source_place(const hs_linker *linker, const hs_attribution *attribution)
{
    if (!hs_span_empty(attribution->source_span))
        return hs_linker_place(linker, attribution->source_span);
    if (attribution->source == HS_NONE || attribution->unnamed)
        return (hs_place){.block = linker->block};
    return hs_linker_place(linker, linker->findings->references[attribution->source].span);
}

static hs_place mention_place(const hs_linker *linker, uint32_t reference)
{
    if (reference == HS_NONE)
        return (hs_place){.block = linker->block};
    const hs_reference *named = &linker->findings->references[reference];
    return hs_linker_place(linker, named->kind == HS_REFERENCE_NAME ? named->name : named->span);
}

/* "I told him that it was late", in a column: whoever writes it. */
static bool writes_it(const hs_linker *linker, const hs_attribution *attribution)
{
    if (attribution->source == HS_NONE || linker->block_quote != HS_NONE || linker->turns_before ||
        linker->open != HS_NONE || hs_linker_block(linker)->kind != HS_BLOCK_PARAGRAPH)
        return false;
    const hs_reference *source = &linker->findings->references[attribution->source];
    return source->kind == HS_REFERENCE_PRONOUN && source->first_person && !source->quoted &&
           source->inside == HS_NONE;
}

/* Whom a heading names in a word of its own ("Embassy comment") is known by that word alone. */
static hs_party speaking_party(hs_linker *linker, const hs_attribution *attribution,
                               uint32_t speaker)
{
    if (speaker == HS_NONE && attribution->announces && attribution->source == HS_NONE &&
        !hs_span_empty(attribution->source_span))
        return (hs_party){.known = true,
                          .name = hs_linker_text(linker, attribution->source_span),
                          .mention = hs_linker_place(linker, attribution->source_span),
                          .entity = HS_NONE};
    if (speaker == HS_NONE && writes_it(linker, attribution))
        return (hs_party){.known = true, .author = true, .entity = HS_NONE};
    hs_place mention = attribution->source == HS_NONE && attribution->pattern == HS_PATTERN_TURN
                           ? hs_linker_place(linker, attribution->source_span)
                           : mention_place(linker, attribution->source);
    return hs_link_party(linker, hs_resolve_joined(linker, attribution, speaker), mention);
}

/* Whom the text says that it is told; nobody tells himself. */
static hs_party listening_party(hs_linker *linker, const hs_attribution *attribution,
                                uint32_t speaker)
{
    uint32_t addressee = attribution->addressee == HS_NONE
                             ? HS_NONE
                             : hs_resolve_party(linker, attribution->addressee);
    addressee = addressee == speaker ? HS_NONE : addressee;
    return hs_link_party(linker, addressee, mention_place(linker, attribution->addressee));
}

static uint32_t new_quote(hs_linker *linker, uint32_t index, uint32_t speaker)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    uint32_t quote = (uint32_t)linker->quotes.count;
    uint32_t item = linker->item_count++;
    *hs_array_push(&linker->quotes) = (hs_linked_quote){.item = item};
    linker->items[item] = (hs_annotation){
        .kind = HS_ANNOTATION_QUOTE,
        .id = attribution->text_hash,
        .confidence = hs_confidence_of_quote(attribution, speaker != HS_NONE),
        .quote =
            {
                .act = (hs_quote_act)attribution->act,
                .form = (hs_quote_form)attribution->form,
                .cue = hs_linker_place(linker, attribution->cue),
                .source = source_place(linker, attribution),
                .speaker = speaking_party(linker, attribution, speaker),
                .addressee = listening_party(linker, attribution, speaker),
            },
    };
    linker->quote_of[index] = item;
    for (uint32_t k = 0; k < attribution->content_count; k++)
        add_piece(linker, quote, attribution->content[k]);
    return quote;
}

static void note_speaker(hs_linker *linker, uint32_t speaker)
{
    if (speaker == HS_NONE)
        return;
    hs_linker_entity(linker, speaker)->spoke++;
    hs_linker_entity(linker, speaker)->spoke_in = linker->block;
    if (speaker == linker->last_speaker)
        return;
    linker->previous_speaker = linker->last_speaker;
    linker->last_speaker = speaker;
}

static void note_turn(hs_linker *linker, uint32_t speaker)
{
    if (speaker == HS_NONE || speaker == linker->turn_speakers[0])
        return;
    linker->turn_speakers[1] = linker->turn_speakers[0];
    linker->turn_speakers[0] = speaker;
}

/* A paragraph of marks alone goes on with the quote before it when that one is still open, or ended
 * the paragraph before, unless it is another's turn. */
static uint32_t continued(hs_linker *linker, const hs_attribution *attribution)
{
    if (attribution->pattern != HS_PATTERN_LOOSE || !attribution->leads)
        return HS_NONE;
    if (linker->open != HS_NONE)
        return linker->open;
    if (linker->adjacent == HS_NONE || hs_link_takes_turn(linker) ||
        hs_link_signer(linker) != HS_NONE)
        return HS_NONE;
    const hs_linked_quote *before = &linker->quotes.items[linker->adjacent];
    bool other = hs_link_addresses(linker, linker->items[before->item].quote.speaker.entity);
    return other ? HS_NONE : linker->adjacent;
}

static void go_on(hs_linker *linker, uint32_t index, uint32_t quote)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    uint32_t item = linker->quotes.items[quote].item;
    linker->quote_of[index] = item;
    linker->speakers[index] = linker->items[item].quote.speaker.entity;
    linker->items[item].id ^= attribution->text_hash * UINT64_C(0x9e3779b97f4a7c15);
    for (uint32_t k = 0; k < attribution->content_count; k++)
        add_piece(linker, quote, attribution->content[k]);
}

/* Whether the quote that is still open is of nobody whom a cue names. */
static bool open_and_loose(const hs_linker *linker)
{
    if (linker->open == HS_NONE)
        return false;
    const hs_quote *quote = &linker->items[linker->quotes.items[linker->open].item].quote;
    return hs_place_none(quote->cue) && hs_place_none(quote->source) &&
           quote->form == HS_FORM_DIRECT;
}

/* A quote over paragraphs whose last one says whose it is: all of the quote is his. What stands in
 * the paragraphs before was linked already. */
static void name_speaker(hs_linker *linker, uint32_t index, uint32_t quote, uint32_t speaker)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    hs_annotation *item = &linker->items[linker->quotes.items[quote].item];
    item->confidence = hs_confidence_of_quote(attribution, speaker != HS_NONE);
    item->quote.cue = hs_linker_place(linker, attribution->cue);
    item->quote.source = source_place(linker, attribution);
    item->quote.speaker = speaking_party(linker, attribution, speaker);
    item->quote.addressee = listening_party(linker, attribution, speaker);
    item->quote.act = (hs_quote_act)attribution->act;
}

static void keep_open(hs_linker *linker, const hs_attribution *attribution, uint32_t quote)
{
    if (attribution->opens)
        linker->open = quote;
    else if (linker->open == quote)
        linker->open = HS_NONE;
    if (attribution->closes && attribution->form == HS_FORM_DIRECT)
        linker->adjacent = quote;
}

static bool prose(const hs_block *block)
{
    return block->kind == HS_BLOCK_PARAGRAPH || block->kind == HS_BLOCK_QUOTE ||
           block->kind == HS_BLOCK_LIST_ITEM;
}

static hs_str turn_label(const hs_block *block)
{
    return hs_str_slice(block->text, block->speaker_span.start, block->speaker_span.end);
}

/* Where the turn in hand ends. In front of another turn all paragraphs are its, but the last one
 * where that turn is of the same speaker: somebody spoke between them. Behind the last turn the
 * text may go on by itself: what stands behind the last "I" and "you" is not the speaker's. */
static uint32_t turn_end(const hs_linker *linker)
{
    const hs_block_entry *entries = linker->blocks->entries;
    uint32_t end = linker->block + 1;
    for (uint32_t i = end; i < linker->blocks->count; i++) {
        const hs_block *block = entries[i].block;
        if (block->kind == HS_BLOCK_TRANSCRIPT_TURN) {
            bool same = i > linker->block + 1 && !hs_span_empty(block->speaker_span) &&
                        hs_str_equal_ignoring_case(turn_label(block),
                                                   turn_label(entries[linker->block].block));
            return same ? i - 1 : i;
        }
        if (block->kind == HS_BLOCK_BOILERPLATE)
            continue;
        if (!prose(block))
            break;
        if (linker->all_findings[i]->spoken)
            end = i + 1;
    }
    return end;
}

/* Whether words stand below that an announcement can be of. */
static bool announces_something(const hs_linker *linker)
{
    for (uint32_t i = linker->block + 1; i < linker->blocks->count; i++) {
        const hs_block *block = linker->blocks->entries[i].block;
        if (block->kind != HS_BLOCK_BOILERPLATE)
            return prose(block) && linker->all_findings[i]->word_count > 0;
    }
    return false;
}

/* "they said that it had six legs". */
static bool plainly_said(const hs_linker *linker, const hs_attribution *attribution)
{
    static const hs_str plain[] = {
        {"said ", 5}, {"said that ", 10}, {"says ", 5}, {"says that ", 10}};
    hs_span words = {attribution->cue.start, attribution->content[0].start};
    if (words.end <= words.start)
        return false;
    for (size_t i = 0; i < HS_COUNT(plain); i++)
        if (hs_str_equal(hs_linker_text(linker, words), plain[i]))
            return true;
    return false;
}

/* Whether the block's words are somebody's already, and these too doubtful to be another's. */
static bool doubtful_within(const hs_linker *linker, const hs_attribution *attribution)
{
    return linker->block_quote != HS_NONE && attribution->form == HS_FORM_INDIRECT &&
           attribution->confidence > 0 && attribution->confidence < WITHIN_LEAST &&
           !plainly_said(linker, attribution);
}

/* The paragraphs below belong to a quote from here on: a turn's, or one that was announced. */
static void begin_statement(hs_linker *linker, const hs_attribution *attribution, uint32_t quote,
                            uint32_t speaker)
{
    linker->statement = quote;
    linker->statement_is_turn = attribution->pattern == HS_PATTERN_TURN;
    linker->statement_reach = attribution->reach;
    linker->turn_end = linker->statement_is_turn ? turn_end(linker) : 0;
    linker->turns_before = linker->turns_before || linker->statement_is_turn;
    if (linker->statement_is_turn)
        note_turn(linker, speaker);
    linker->block_speaker = speaker;
    linker->block_quote = linker->quotes.items[quote].item;
}

/* Gives the attribution its speaker, and its words to a quote of theirs: a new one, or that of the
 * paragraphs before, if these are nobody's yet. */
static uint32_t give_words(hs_linker *linker, uint32_t index)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    uint32_t before = linker->open;
    bool names = attribution->leads && attribution->form == HS_FORM_DIRECT &&
                 open_and_loose(linker); /* whose the paragraphs before are */
    if (attribution->leads)
        linker->open = HS_NONE; /* the utterance goes on with a cue of its own */
    uint32_t speaker = attribution->pattern == HS_PATTERN_LOOSE
                           ? hs_link_loose_speaker(linker, index)
                           : hs_resolve_speaker(linker, index);
    linker->speakers[index] = speaker;
    if (!names)
        return new_quote(linker, index, speaker);
    name_speaker(linker, index, before, speaker);
    go_on(linker, index, before);
    return before;
}

/* Notes of a quote what later ones go by: who spoke last, who asks, whom lone marks may be of. */
static void note_quote(hs_linker *linker, const hs_attribution *attribution, uint32_t quote,
                       uint32_t speaker)
{
    if (attribution->pattern == HS_PATTERN_LOOSE && speaker == HS_NONE && attribution->leads)
        hs_link_note_lead(linker, linker->quotes.items[quote].item);
    if (attribution->question && speaker == HS_NONE)
        hs_link_note_question(linker, linker->quotes.items[quote].item);
    if (attribution->leads && attribution->form == HS_FORM_DIRECT)
        hs_link_note_turn(linker, quote, speaker);
    if (attribution->act == HS_ACT_SPEECH && attribution->source != HS_NONE &&
        !(attribution->pattern == HS_PATTERN_OBJECT && attribution->weight < SPEAKING_WEIGHT) &&
        !linker->findings->references[attribution->source].quoted) {
        hs_link_note_asking(linker, attribution, speaker);
        note_speaker(linker, speaker);
    }
}

void hs_link_attribution(hs_linker *linker, uint32_t index)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    if ((attribution->announces && !announces_something(linker)) ||
        doubtful_within(linker, attribution))
        return;
    uint32_t quote = continued(linker, attribution);
    if (quote != HS_NONE) {
        go_on(linker, index, quote);
        keep_open(linker, attribution, quote);
        return;
    }
    quote = give_words(linker, index);
    uint32_t speaker = linker->speakers[index];
    keep_open(linker, attribution, quote);
    note_quote(linker, attribution, quote, speaker);
    if (attribution->announces || attribution->pattern == HS_PATTERN_TURN)
        begin_statement(linker, attribution, quote, speaker);
}

/* "(Applause.)" between the paragraphs of a turn. */
static bool in_brackets(hs_str text)
{
    if (text.length < 2)
        return false;
    char last = text.bytes[text.length - 1];
    return (text.bytes[0] == '(' && last == ')') || (text.bytes[0] == '[' && last == ']');
}

/* "Ana Ruiz said:" */
static bool announces_others(const hs_block_findings *findings)
{
    for (uint32_t i = 0; i < findings->attribution_count; i++)
        if (findings->attributions[i].announces)
            return true;
    return false;
}

/* Whether a block ends the statement that the ones before it belong to. */
static bool ends_statement(const hs_linker *linker, const hs_block *block)
{
    if (!prose(block))
        return true;
    if (linker->statement_is_turn && linker->block >= linker->turn_end)
        return true;
    const hs_linked_quote *statement = &linker->quotes.items[linker->statement];
    if (statement->count > 0 && linker->statement_reach != HS_REACH_ALL &&
        !(linker->statement_reach == HS_REACH_SPOKEN && linker->findings->spoken))
        return true;
    if (announces_others(linker->findings))
        return true;
    if (statement->count == 0 && hs_place_none(linker->items[statement->item].quote.cue))
        return linker->findings->word_count == 0; /* a heading said whose words these are */
    for (uint32_t i = 0; i < linker->findings->attribution_count; i++) {
        const hs_attribution *attribution = &linker->findings->attributions[i];
        bool outside =
            attribution->source != HS_NONE && !hs_span_empty(attribution->cue) &&
            linker->findings->references[attribution->source].kind == HS_REFERENCE_NAME &&
            attribution->form != HS_FORM_INDIRECT;
        if (outside && !linker->statement_is_turn)
            return true;
    }
    return linker->findings->word_count == 0;
}

/* Whether the block behind an announcement opens with a quotation that no cue in it takes. */
static bool in_marks(const hs_linker *linker)
{
    const hs_block_findings *findings = linker->findings;
    return !linker->statement_is_turn && linker->quotes.items[linker->statement].count == 0 &&
           findings->attribution_count > 0 && findings->attributions[0].leads &&
           findings->attributions[0].form == HS_FORM_DIRECT &&
           findings->attributions[0].pattern == HS_PATTERN_LOOSE;
}

void hs_link_block_opening(hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    linker->block_speaker = HS_NONE;
    linker->block_quote = HS_NONE;
    if (block->kind == HS_BLOCK_TRANSCRIPT_TURN)
        hs_link_turn_label(linker);
    if (block->kind == HS_BLOCK_HEADING && linker->turns_before) { /* another text, other voices */
        hs_link_fill_questions(linker);
        linker->interviewer = linker->interviewee = linker->chair = HS_NONE;
        linker->turn_speakers[0] = linker->turn_speakers[1] = HS_NONE;
        linker->turns_before = false;
    }
    if (linker->statement == HS_NONE || block->kind == HS_BLOCK_BOILERPLATE ||
        (linker->statement_is_turn && in_brackets(block->text)))
        return;
    if (ends_statement(linker, block)) {
        linker->statement = HS_NONE;
        return;
    }
    uint32_t item = linker->quotes.items[linker->statement].item;
    if (in_marks(linker)) { /* "X said:", and the words in marks below */
        linker->items[item].quote.form = HS_FORM_DIRECT;
        linker->adjacent = linker->statement;
        linker->statement = HS_NONE;
        return;
    }
    linker->block_speaker = linker->items[item].quote.speaker.entity;
    linker->block_quote = item;
    linker->items[item].id ^= block->hash;
    add_piece(linker, linker->statement, (hs_span){0, (uint32_t)block->text.length});
}

/* The block that holds the last words of a quote. */
static uint32_t ended_in(const hs_linker *linker, uint32_t quote)
{
    const hs_linked_quote *it = &linker->quotes.items[quote];
    return it->count == 0 ? HS_NONE : linker->pieces.items[it->last_piece].place.block;
}

void hs_link_block_closing(hs_linker *linker)
{
    const hs_block *block = hs_linker_block(linker);
    hs_link_note_parts(linker);
    hs_link_name_lead(linker);
    if (block->kind != HS_BLOCK_PARAGRAPH && block->kind != HS_BLOCK_QUOTE)
        return; /* a caption or heading between two paragraphs of one quote */
    const hs_block_findings *findings = linker->findings;
    bool goes_on = findings->attribution_count > 0 &&
                   findings->attributions[findings->attribution_count - 1].closes;
    if (!goes_on ||
        (linker->adjacent != HS_NONE && ended_in(linker, linker->adjacent) != linker->block))
        linker->adjacent = HS_NONE;
    hs_link_set_scene(linker);
    bool led = false; /* words of the block may go on with an open quote */
    for (uint32_t i = 0; i < findings->attribution_count; i++)
        led = led || findings->attributions[i].leads;
    if (linker->open != HS_NONE && !led && ended_in(linker, linker->open) != linker->block) {
        linker->items[linker->quotes.items[linker->open].item].quote.unclosed = true;
        linker->open = HS_NONE;
    }
}

void hs_link_finish_quotes(hs_linker *linker)
{
    hs_link_fill_questions(linker);
    if (linker->open != HS_NONE)
        linker->items[linker->quotes.items[linker->open].item].quote.unclosed = true;
    hs_place *places = hs_arena_new_array(linker->arena, hs_place, linker->pieces.count);
    size_t used = 0;
    for (size_t i = 0; i < linker->quotes.count; i++) {
        const hs_linked_quote *linked = &linker->quotes.items[i];
        hs_quote *quote = &linker->items[linked->item].quote;
        quote->content = &places[used];
        quote->content_count = linked->count;
        uint32_t piece = linked->first_piece;
        for (uint32_t k = 0; k < linked->count; k++) {
            places[used++] = linker->pieces.items[piece].place;
            piece = linker->pieces.items[piece].next;
        }
    }
}
