/* Finds the subject of a verb: right before it, over an apposition or relative clause, behind it
 * ("said X"), or shared with the verb before ("X said … and added", "…,
 * adding"). What the verb's content is, content.c decides.
 */
#include "annotate/quotes/cue.h"

#include "annotate/reading/syntax.h"

#define SPEECH_WEIGHT_LEAST 5

/* The words that the cue may look at: its sentence, cut to the quotation when it is in one. */
static hs_word_range scope_of(const hs_reading *r, uint32_t i)
{
    hs_word_range sentence = hs_reading_window(r, i);
    if (!hs_reading_word(r, i)->quotation)
        return sentence;
    hs_word_range quotation = hs_reading_quotation(r, i);
    if (quotation.first + 1 > sentence.first)
        sentence.first = quotation.first + 1;
    if (quotation.end < sentence.end)
        sentence.end = quotation.end;
    if (sentence.end > i + 1 && hs_reading_tag(r, sentence.end - 1) == HS_TAG_CLOSE_MARK)
        sentence.end--;
    return sentence;
}

/* "Ana Ruiz, the union's leader, said", "Ana Ruiz, who leads the union, said": the phrase before
 * the comma that opens what ends at `comma`. */
static uint32_t before_apposition(const hs_reading *r, hs_word_range scope, uint32_t comma,
                                  uint8_t mark)
{
    uint32_t inner = HS_NONE;
    for (uint32_t i = comma; i-- > scope.first + 1;) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_CLOSE_MARK || (tag == HS_TAG_OPEN_MARK && comma - i > 12))
            return HS_NONE;
        if (tag != mark)
            continue;
        uint8_t next = hs_reading_tag(r, i + 1);
        bool relative = next == HS_TAG_RELATIVE;
        bool apposition = next == HS_TAG_DETERMINER || next == HS_TAG_NOUN || next == HS_TAG_NAME ||
                          next == HS_TAG_NUMBER || next == HS_TAG_PREPOSITION;
        if (!relative && !apposition && next != HS_TAG_VERB)
            return HS_NONE;
        uint32_t phrase = hs_reading_phrase_until(r, i);
        if (phrase == HS_NONE)
            return HS_NONE;
        uint32_t first = r->phrases.items[phrase].first;
        bool nested = first > scope.first && hs_reading_tag(r, first - 1) == mark && !relative &&
                      hs_reading_tag(r, r->phrases.items[phrase].head) != HS_TAG_NAME;
        if (!nested) { /* "At the hearing, the prosecutor, Ana Ruiz, said" */
            bool object = inner != HS_NONE && first > scope.first &&
                          (hs_reading_tag(r, first - 1) == HS_TAG_PREPOSITION ||
                           hs_reading_tag(r, first - 1) == HS_TAG_TO);
            return object ? inner : phrase;
        }
        inner = phrase;
    }
    return inner;
}

/* The subject of the sentence's main clause: the first phrase that a verb follows. */
static uint32_t main_subject(const hs_reading *r, hs_word_range scope, uint32_t until)
{
    for (uint32_t i = scope.first; i < until; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag != HS_TAG_VERB && tag != HS_TAG_AUXILIARY)
            continue;
        uint32_t end = i;
        while (end > scope.first && hs_cue_passes(hs_reading_tag(r, end - 1)))
            end--;
        uint32_t phrase = hs_reading_phrase_until(r, end);
        if (phrase == HS_NONE && end > scope.first && hs_reading_tag(r, end - 1) == HS_TAG_COMMA)
            phrase = before_apposition(r, scope, end - 1, HS_TAG_COMMA);
        if (phrase != HS_NONE)
            return phrase;
    }
    return HS_NONE;
}

/* "Noting that …, Mr X said": the subject of what follows. */
static uint32_t following_subject(const hs_reading *r, hs_word_range scope, uint32_t from)
{
    for (uint32_t i = from; i + 1 < scope.end; i++) {
        if (hs_reading_tag(r, i) != HS_TAG_COMMA)
            continue;
        uint32_t phrase = hs_reading_phrase_from(r, i + 1);
        if (phrase == HS_NONE)
            continue;
        uint32_t end = r->phrases.items[phrase].end_extended;
        while (end < scope.end && hs_cue_passes(hs_reading_tag(r, end)))
            end++;
        if (end < scope.end && hs_reading_tag(r, end) == HS_TAG_VERB)
            return phrase;
    }
    return HS_NONE;
}

static void invert(const hs_reading *r, hs_cue *cue)
{
    uint32_t at = cue->word + 1;
    uint32_t phrase = at < cue->scope.end ? hs_reading_phrase_from(r, at) : HS_NONE;
    if (phrase == HS_NONE)
        return;
    while (r->phrases.items[phrase].owns && phrase + 1 < r->phrases.count &&
           r->phrases.items[phrase + 1].owner == phrase)
        phrase++;
    cue->subject = phrase;
    cue->inverted = true;
    cue->right = r->phrases.items[phrase].end_extended;
}

/* The phrase that governs a prepositional phrase before the verb: "people in Osterleigh said". */
static uint32_t governing(const hs_reading *r, hs_word_range scope, uint32_t phrase)
{
    for (int hops = 0; hops < 3; hops++) {
        uint32_t first = r->phrases.items[phrase].first;
        while (r->phrases.items[phrase].owner != HS_NONE) {
            phrase = r->phrases.items[phrase].owner;
            first = r->phrases.items[phrase].first;
        }
        if (first <= scope.first + 1 || hs_reading_tag(r, first - 1) != HS_TAG_PREPOSITION)
            break;
        uint32_t governor = hs_reading_phrase_until(r, first - 1);
        if (governor == HS_NONE)
            break;
        phrase = governor;
    }
    return phrase;
}

static bool names_time(const hs_reading *r, uint32_t phrase)
{
    return hs_word_is(hs_reading_word(r, r->phrases.items[phrase].head),
                      HS_LEX(WEEKDAY) | HS_LEX(MONTH) | HS_LEX(TIME)) ||
           hs_word_is(hs_reading_word(r, r->phrases.items[phrase].first),
                      HS_LEX(WEEKDAY) | HS_LEX(MONTH));
}

/* Steps back over what may stand between subject and verb: "on Friday", "(Harbour List)". */
static uint32_t over_insertions(const hs_reading *r, hs_word_range scope, uint32_t end)
{
    for (int steps = 0; steps < 3 && end > scope.first; steps++) {
        uint32_t phrase = hs_reading_phrase_until(r, end);
        if (phrase != HS_NONE && names_time(r, phrase)) {
            uint32_t first = r->phrases.items[phrase].first;
            if (first <= scope.first + 1)
                break;
            end = hs_reading_tag(r, first - 1) == HS_TAG_PREPOSITION ? first - 1 : first;
        } else if (hs_reading_tag(r, end - 1) == HS_TAG_BRACKET && end > scope.first + 2) {
            uint32_t i = end - 1;
            while (i > scope.first && end - i < 12 && hs_reading_tag(r, i - 1) != HS_TAG_BRACKET)
                i--;
            if (i <= scope.first + 1 || hs_reading_tag(r, i - 1) != HS_TAG_BRACKET)
                break;
            end = i - 1;
        } else {
            break;
        }
        while (end > scope.first && hs_cue_passes(hs_reading_tag(r, end - 1)))
            end--;
    }
    return end;
}

static bool person_or_name(const hs_reading *r, uint32_t phrase)
{
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[phrase].head);
    return head->tag == HS_TAG_NAME && !hs_word_is(head, HS_LEX(ORGANISATION));
}

/* "Ana Ruiz, head of the Harbour Board, who said": the name before the apposition. */
static uint32_t antecedent(const hs_reading *r, hs_word_range scope, uint32_t end)
{
    if (end <= scope.first)
        return HS_NONE;
    bool comma = hs_reading_tag(r, end - 1) == HS_TAG_COMMA;
    if (comma)
        end--;
    end = over_insertions(r, scope, end);
    uint32_t phrase = end > scope.first ? hs_reading_phrase_until(r, end) : HS_NONE;
    if (phrase == HS_NONE || !comma)
        return phrase;
    phrase = governing(r, scope, phrase);
    uint32_t first = r->phrases.items[phrase].first;
    if (person_or_name(r, phrase) || first <= scope.first + 1 ||
        hs_reading_tag(r, first - 1) != HS_TAG_COMMA)
        return phrase;
    uint32_t before = hs_reading_phrase_until(r, first - 1);
    return before != HS_NONE && person_or_name(r, before) ? before : phrase;
}

/* The first word of a phrase with those that own it: "after | last year's floods". */
static uint32_t start_of(const hs_reading *r, uint32_t phrase)
{
    for (int links = 0; links < 3 && r->phrases.items[phrase].owner != HS_NONE; links++)
        phrase = r->phrases.items[phrase].owner;
    return r->phrases.items[phrase].first;
}

/* "Ana Ruiz, of Copper Hill, Orlo, denied": not the place behind a preposition, but the phrase
 * before it that the parse has for the verb's subject, or HS_NONE. */
static uint32_t before_place(const hs_reading *r, const hs_cue *cue, uint32_t place)
{
    uint32_t first = start_of(r, place);
    if (!r->syntax || first <= cue->scope.first ||
        (hs_reading_tag(r, first - 1) != HS_TAG_PREPOSITION &&
         hs_reading_tag(r, first - 1) != HS_TAG_SUBORDINATOR))
        return HS_NONE;
    for (uint32_t i = place; i-- > 0 && r->phrases.items[i].first >= cue->scope.first;) {
        uint32_t top = hs_syntax_phrase_top(r, &r->phrases.items[i]);
        const hs_word *word = &r->syntax->words[top];
        if (word->deprel == HS_DEPREL_NSUBJ && word->head == hs_reading_token(r, cue->word))
            return i;
    }
    return HS_NONE;
}

/* "Ana Ruiz said": the phrase that ends where the verb begins, or whatever it hangs on. */
static void take_phrase_before(const hs_reading *r, uint32_t phrase, hs_cue *cue)
{
    /* "In Osterleigh, Mr X said" has its own subject; "the row in Osterleigh said" has not */
    uint32_t first = r->phrases.items[phrase].first;
    bool bare = first == cue->scope.first || hs_reading_tag(r, first - 1) != HS_TAG_PREPOSITION;
    uint32_t other = before_place(r, cue, phrase);
    cue->subject = other != HS_NONE ? other : bare ? phrase : governing(r, cue->scope, phrase);
    cue->left = r->phrases.items[cue->subject].first;
}

/* "Ana Ruiz, the mayor, said": whoever stands in front of what ends with the mark in front of the
 * verb. False: nobody, or a participle's, which has the sentence's subject. */
static bool take_before_apposition(const hs_reading *r, uint32_t mark, uint8_t tag, hs_cue *cue)
{
    uint32_t subject = before_apposition(r, cue->scope, mark, tag);
    if (subject == HS_NONE || cue->participle)
        return false;
    uint32_t other = before_place(r, cue, subject);
    cue->subject = other == HS_NONE ? subject : other;
    cue->left = r->phrases.items[cue->subject].first;
    return true;
}

/* ", adding that", "and said": a verb without a subject of its own has that of another. */
static uint32_t shared_subject(const hs_reading *r, const hs_cue *previous, const hs_cue *cue)
{
    if (cue->participle && cue->word == cue->scope.first)
        return following_subject(r, cue->scope, cue->word);
    if (previous && previous->scope.first == cue->scope.first)
        return previous->subject;
    return main_subject(r, cue->scope, cue->word);
}

static void subject_before(const hs_reading *r, const hs_cue *previous, uint32_t end, hs_cue *cue)
{
    hs_word_range scope = cue->scope;
    end = over_insertions(r, scope, end);
    uint8_t tag = end > scope.first ? hs_reading_tag(r, end - 1) : HS_TAG_STOP;
    uint32_t phrase = end > scope.first ? hs_reading_phrase_until(r, end) : HS_NONE;
    if (phrase != HS_NONE && r->phrases.items[phrase].first >= scope.first) {
        take_phrase_before(r, phrase, cue);
        cue->relative = tag == HS_TAG_RELATIVE;
    } else if (tag == HS_TAG_RELATIVE || tag == HS_TAG_THAT) {
        cue->relative = true;
        cue->left = end - 1;
        cue->subject = antecedent(r, scope, end - 1);
    } else if ((tag == HS_TAG_COMMA || tag == HS_TAG_DASH) &&
               take_before_apposition(r, end - 1, tag, cue)) {
        return;
    } else if (cue->participle || cue->infinitive || tag == HS_TAG_CONJUNCTION ||
               tag == HS_TAG_VERB || tag == HS_TAG_PREPOSITION || tag == HS_TAG_SUBORDINATOR) {
        cue->subject = shared_subject(r, previous, cue);
    } else {
        cue->subject = HS_NONE;
        if (tag == HS_TAG_CLOSE_MARK || tag == HS_TAG_COMMA || tag == HS_TAG_STOP)
            invert(r, cue);
    }
}

/* "Russia's attempts to meddle" (the owner), "urged Ana Ruiz to resign" (the object). */
static bool subject_of_infinitive(const hs_reading *r, uint32_t to, hs_cue *cue)
{
    uint32_t phrase = to > cue->scope.first ? hs_reading_phrase_until(r, to) : HS_NONE;
    if (phrase == HS_NONE)
        return false;
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[phrase].head);
    uint32_t owner = r->phrases.items[phrase].owner;
    uint32_t before = r->phrases.items[owner == HS_NONE ? phrase : owner].first;
    bool bidden = before > cue->scope.first &&
                  hs_reading_word(r, before - 1)->lexeme->report_frames & HS_FRAME_ADDRESSEE;
    bool act = head->tag == HS_TAG_NOUN && owner != HS_NONE &&
               !hs_word_is(head, HS_LEX(ROLE) | HS_LEX(GROUP) | HS_LEX(ORGANISATION));
    if (!bidden && !act)
        return false;
    cue->subject = bidden ? phrase : owner;
    return true;
}

/* Whom "who" may mean: in "a victory for Ana Ruiz, who …" not the victory. */
static bool may_be_who(const hs_reading *r, uint32_t phrase)
{
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[phrase].head);
    return head->tag == HS_TAG_NAME || hs_word_is(head, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP));
}

/* "a baker who rose at two and | who said …": the pronoun that another one goes on with, or the
 * word itself. */
static uint32_t first_who(const hs_reading *r, hs_word_range scope, uint32_t who)
{
    static const char *const joints[] = {"and", "but", NULL};
    hs_str text = hs_word_text(&r->words, who);
    if (who <= scope.first || !hs_reading_word_among(r, who - 1, joints))
        return who;
    for (uint32_t i = who - 1; i-- > scope.first;)
        if (hs_reading_tag(r, i) == HS_TAG_RELATIVE &&
            hs_str_equal_ignoring_case(hs_word_text(&r->words, i), text))
            return i;
    return who;
}

uint32_t hs_cue_antecedent(const hs_reading *r, uint32_t who)
{
    hs_word_range scope = scope_of(r, who);
    who = first_who(r, scope, who);
    uint32_t phrase = antecedent(r, scope, who);
    bool person = hs_str_equal_ignoring_case(hs_word_text(&r->words, who), HS_STR("who"));
    if (!person || (phrase != HS_NONE && may_be_who(r, phrase)))
        return phrase;
    uint8_t before = who > scope.first ? hs_reading_tag(r, who - 1) : HS_TAG_STOP;
    uint32_t end = before == HS_TAG_COMMA || before == HS_TAG_DASH ? who - 1 : who;
    uint32_t nearest = end > scope.first ? r->phrases.phrase_at[end - 1] : HS_NONE;
    bool fits = nearest != HS_NONE && r->phrases.items[nearest].end == end;
    return fits && may_be_who(r, nearest) ? nearest : phrase;
}

/* "She's told the court", "he's accused the board": has told it, not is told. */
static bool has_told(const hs_reading *r, uint32_t verb)
{
    static const char *const is[] = {"'s", "’s", NULL};
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    if (verb == 0 || !hs_reading_word_among(r, verb - 1, is) ||
        !(lexeme->report_frames & HS_FRAME_ADDRESSEE || lexeme->accuse_roles))
        return false;
    uint32_t phrase = hs_reading_phrase_from(r, verb + 1);
    return phrase != HS_NONE && !names_time(r, phrase);
}

void hs_cue_find_subject(const hs_reading *r, const hs_cue *previous, hs_cue *cue)
{
    uint32_t i = cue->word;
    const hs_shallow_word *word = hs_reading_word(r, i);
    cue->scope = scope_of(r, i);
    cue->left = i;
    cue->right = i + 1;
    cue->subject = HS_NONE;
    uint8_t forms = word->lexeme->forms;
    cue->participle = forms == HS_LEX_FORM_ING;
    uint32_t end = i;
    bool be = false;
    for (; end > cue->scope.first && hs_cue_passes(hs_reading_tag(r, end - 1)); end--) {
        be = be || hs_word_is(hs_reading_word(r, end - 1), HS_LEX(BE));
        cue->negated = cue->negated || hs_reading_tag(r, end - 1) == HS_TAG_NEGATION;
    }
    if (be && cue->participle)
        cue->participle = false; /* "is saying" */
    cue->passive = be && (forms & HS_LEX_FORM_PARTICIPLE) && !has_told(r, i);
    if (end > cue->scope.first && hs_reading_tag(r, end - 1) == HS_TAG_TO) {
        cue->infinitive = true;
        cue->participle = false;
        if (subject_of_infinitive(r, end - 1, cue))
            return;
        while (end > cue->scope.first && hs_reading_tag(r, end - 1) != HS_TAG_VERB)
            end--;
    }
    subject_before(r, previous, end, cue);
}

bool hs_cue_finite_speech(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_lexeme *lexeme = word->lexeme;
    return word->tag == HS_TAG_VERB && lexeme->report_frames && !lexeme->report_thought &&
           lexeme->report_weight >= SPEECH_WEIGHT_LEAST &&
           (lexeme->forms & (HS_LEX_FORM_PAST | HS_LEX_FORM_THIRD | HS_LEX_FORM_BASE));
}

/* "a man accused of theft": a participle that follows its noun and has no object. */
static bool reduced_passive(const hs_reading *r, const hs_cue *cue)
{
    uint8_t forms = hs_reading_word(r, cue->word)->lexeme->forms;
    uint32_t next = cue->word + 1;
    if (cue->passive || !(forms & HS_LEX_FORM_PARTICIPLE) || next >= cue->scope.end)
        return false;
    uint32_t frames = hs_reading_word(r, cue->word)->lexeme->report_frames;
    if (!(frames & HS_FRAME_OBJECT) || frames & HS_FRAME_THAT)
        return false;
    hs_str text = hs_word_text(&r->words, next);
    return hs_str_equal(text, HS_STR("of")) || hs_str_equal(text, HS_STR("by")) ||
           hs_str_equal(text, HS_STR("for"));
}

bool hs_cue_read(const hs_reading *r, uint32_t i, const hs_cue *previous, hs_cue *cue)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (word->tag != HS_TAG_VERB || !word->lexeme->report_frames)
        return false;
    *cue = (hs_cue){.word = i};
    hs_cue_find_subject(r, previous, cue);
    if (reduced_passive(r, cue))
        cue->passive = true;
    return true;
}
