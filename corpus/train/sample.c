/*
 * Readers of the corpora. They are lenient: these are files that we chose, and a line that does not
 * fit is left out. Vocabulary rows are filled in later (vocabulary.c).
 */

#include "train/sample.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/lines.h"

enum { LINE_FIELDS = 10 };

static void *grow(void *items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return items;
    size_t wanted = *capacity * 2 > need ? *capacity * 2 : need + 256;
    items = realloc(items, wanted * size);
    if (!items)
        abort();
    *capacity = wanted;
    return items;
}

const char *sample_text(const struct sample_set *set, const struct sample_word *word)
{
    return set->pool + word->text;
}

/* A sentence being read. */
struct draft {
    struct sample_word *words;
    size_t count;
    size_t capacity;
};

static struct sample_word *draft_add(struct draft *draft, struct sample_set *set, const char *text,
                                     size_t length)
{
    draft->words = grow(draft->words, &draft->capacity, draft->count + 1, sizeof *draft->words);
    set->pool = grow(set->pool, &set->pool_capacity, set->pool_size + length, 1);
    memcpy(set->pool + set->pool_size, text, length);
    struct sample_word *word = &draft->words[draft->count++];
    *word = (struct sample_word){.text = (uint32_t)set->pool_size,
                                 .text_length = (uint32_t)length,
                                 .head = LABEL_NONE,
                                 .deprel = LABEL_NONE,
                                 .upos = LABEL_NONE,
                                 .xpos = LABEL_NONE,
                                 .name = LABEL_NONE,
                                 .features = LABEL_NONE};
    set->pool_size += length;
    return word;
}

static void add_sample(struct sample_set *set, const struct sample_word *words, size_t count,
                       bool tree)
{
    set->samples = grow(set->samples, &set->capacity, set->count + 1, sizeof *set->samples);
    struct sample *sample = &set->samples[set->count++];
    *sample = (struct sample){malloc(count * sizeof *words), (uint32_t)count, tree};
    if (!sample->words)
        abort();
    memcpy(sample->words, words, count * sizeof *words);
    set->word_count += count;
}

/* Ends the sentence. Trees too long are left out, other sentences cut. */
static void draft_flush(struct draft *draft, struct sample_set *set, bool tree)
{
    if (tree && draft->count > 0 && draft->count <= SAMPLE_WORDS_MAX)
        add_sample(set, draft->words, draft->count, true);
    for (size_t from = 0; !tree && from < draft->count; from += SAMPLE_WORDS_MAX) {
        size_t left = draft->count - from;
        add_sample(set, draft->words + from, left < SAMPLE_WORDS_MAX ? left : SAMPLE_WORDS_MAX,
                   false);
    }
    draft->count = 0;
}

static size_t split_fields(char *line, char separator, char **fields, size_t max)
{
    size_t count = 0;
    while (count < max) {
        fields[count++] = line;
        char *end = strchr(line, separator);
        if (!end)
            break;
        *end = 0;
        line = end + 1;
    }
    return count;
}

/* Names of GUM: an entity whose words are a run that ends in a proper noun. */
struct open_entity {
    char id[16];
    size_t from;
    int type;
};

static int gum_type(const char *name)
{
    if (strncmp(name, "person", 6) == 0)
        return HS_NAME_PERSON;
    if (strncmp(name, "organization", 12) == 0)
        return HS_NAME_ORGANISATION;
    if (strncmp(name, "place", 5) == 0)
        return HS_NAME_PLACE;
    return strncmp(name, "time", 4) == 0 ? LABEL_NONE : HS_NAME_OTHER;
}

static void tag_name(struct sample_word *words, size_t from, size_t end, int type)
{
    for (size_t i = from; i < end; i++)
        words[i].name = (int8_t)(1 + 2 * type + (i > from));
}

/* Treebank tags tell proper names: in "United States" the universal tag of "United" is VERB. */
static bool is_proper(const struct sample_word *word)
{
    return word->xpos == HS_XPOS_NNP || word->xpos == HS_XPOS_NNPS;
}

static bool name_part(const struct sample_set *set, const struct sample_word *word)
{
    const char *text = sample_text(set, word);
    return is_proper(word) || (text[0] >= 'A' && text[0] <= 'Z' && word->upos == HS_UPOS_ADJ);
}

static bool joins_names(const struct sample_set *set, const struct sample_word *word)
{
    static const char *const words[] = {"of", "and", "for", "the", "&", "-", "'s", "âs"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == word->text_length &&
            memcmp(words[i], sample_text(set, word), word->text_length) == 0)
            return true;
    return false;
}

/* The end of a name that goes on over "of the" and the like; persons' names do not. */
static size_t name_end(const struct sample_set *set, const struct sample_word *words, size_t at,
                       size_t end, int type)
{
    while (at < end && is_proper(&words[at]))
        at++;
    size_t next = at;
    while (type != HS_NAME_PERSON && next < end && next - at < 2 && joins_names(set, &words[next]))
        next++;
    bool on = next > at && next < end && is_proper(&words[next]);
    return on ? name_end(set, words, next, end, type) : at;
}

static bool is_calendar_or_title(const char *text, size_t length);

/*
 * The name inside a nominal span: the run of proper nouns that its syntactic head stands in, with
 * what joins them ("University of Hull"), without a person's title. Peoples are no persons.
 */
static void tag_nominal(const struct sample_set *set, struct sample_word *words, size_t from,
                        size_t end, int type)
{
    size_t head = from;
    for (size_t i = from; i < end; i++) {
        size_t above = (size_t)words[i].head;
        if (above == 0 || above - 1 < from || above - 1 >= end) {
            head = i;
            break;
        }
    }
    if (!is_proper(&words[head]))
        return;
    size_t left = head;
    while (left > from && name_part(set, &words[left - 1]))
        left--;
    size_t right = name_end(set, words, head, end, type);
    while (type == HS_NAME_PERSON && left < right &&
           is_calendar_or_title(sample_text(set, &words[left]), words[left].text_length))
        left++;
    if (type == HS_NAME_PERSON && right - left == 1 && words[left].xpos == HS_XPOS_NNPS)
        type = HS_NAME_OTHER;
    tag_name(words, left, right, type);
}

struct entity_reader {
    struct open_entity open[64];
    size_t depth;
};

static void close_entity(struct entity_reader *reader, const struct sample_set *set,
                         struct draft *draft, const char *id, size_t id_length)
{
    for (size_t i = reader->depth; i-- > 0;) {
        struct open_entity *open = &reader->open[i];
        if (strlen(open->id) != id_length || memcmp(open->id, id, id_length) != 0)
            continue;
        struct open_entity closed = *open;
        memmove(open, open + 1, (reader->depth - i - 1) * sizeof *open);
        reader->depth--;
        if (closed.type != LABEL_NONE && closed.from < draft->count)
            tag_nominal(set, draft->words, closed.from, draft->count, closed.type);
        return;
    }
}

/* One Entity value: "(3-person-new-...(4-place-...)" and "3)" in any mixture. */
static void read_entities(struct entity_reader *reader, const struct sample_set *set,
                          struct draft *draft, const char *text)
{
    while (*text && *text != '|' && *text != '\n') {
        if (*text != '(') {
            size_t length = strcspn(text, ")(|\n");
            close_entity(reader, set, draft, text, length);
            text += length + (text[length] == ')');
            continue;
        }
        text++;
        size_t id = strcspn(text, "-()|\n");
        bool room = reader->depth < 64 && id < sizeof reader->open[0].id;
        if (room && text[id] == '-') {
            struct open_entity *open = &reader->open[reader->depth++];
            memcpy(open->id, text, id);
            open->id[id] = 0;
            open->from = draft->count - 1;
            open->type = gum_type(text + id + 1);
        }
        size_t rest = strcspn(text, "()|");
        if (text[rest] == ')' && room)
            close_entity(reader, set, draft, text, id);
        text += rest + (text[rest] == ')');
    }
}

static bool read_conllu_word(struct sample_set *set, struct draft *draft, char **fields)
{
    int deprel = hs_deprel_find(fields[7], strlen(fields[7]));
    int upos = hs_upos_find(fields[3], strlen(fields[3]));
    if (deprel < 0 || upos < 0)
        return false;
    struct sample_word *word = draft_add(draft, set, fields[1], strlen(fields[1]));
    word->upos = (int8_t)upos;
    word->xpos = (int8_t)hs_xpos_find(fields[4], strlen(fields[4]));
    word->features = (int32_t)hs_features_parse(fields[5], strlen(fields[5]));
    word->head = (int16_t)atoi(fields[6]);
    word->deprel = (int8_t)deprel;
    return true;
}

static bool genre_skipped(const char *line, const char *const *skip)
{
    for (; skip && *skip; skip++)
        if (strstr(line, *skip))
            return true;
    return false;
}

bool sample_read_conllu(struct sample_set *set, const char *path, const char *const *skip_genres)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    bool skip = false;
    bool names = false;
    struct draft draft = {0};
    struct entity_reader entities = {.depth = 0};
    for (char *line; (line = lines_next(&lines));) {
        if (strncmp(line, "# newdoc", 8) == 0)
            skip = genre_skipped(line, skip_genres);
        if (strncmp(line, "# global.Entity", 15) == 0)
            names = true;
        if (line[0] == 0) {
            for (size_t i = 0; names && i < draft.count; i++)
                if (draft.words[i].name == LABEL_NONE)
                    draft.words[i].name = NAME_OUT;
            if (skip)
                draft.count = 0;
            draft_flush(&draft, set, true);
            entities.depth = 0;
        }
        char *fields[LINE_FIELDS];
        if (line[0] < '0' || line[0] > '9' || split_fields(line, '\t', fields, 10) < 10 ||
            strpbrk(fields[0], "-."))
            continue;
        if (read_conllu_word(set, &draft, fields) && names) {
            const char *entity = strstr(fields[9], "Entity=");
            if (entity)
                read_entities(&entities, set, &draft, entity + 7);
        }
    }
    free(draft.words);
    lines_close(&lines);
    return true;
}

static int silver_type(const char *name)
{
    static const struct {
        const char *name;
        int type;
    } types[] = {{"PERSON", HS_NAME_PERSON},  {"ORGANIZATION", HS_NAME_ORGANISATION},
                 {"LOCATION", HS_NAME_PLACE}, {"MISC", HS_NAME_OTHER},
                 {"PER", HS_NAME_PERSON},     {"ORG", HS_NAME_ORGANISATION},
                 {"LOC", HS_NAME_PLACE}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return LABEL_NONE;
}

/* Adds a word with a name type, as inside where the word before is of the same type. */
static struct sample_word *add_named(struct sample_set *set, struct draft *draft, const char *text,
                                     size_t length, int type, bool begin)
{
    struct sample_word *word = draft_add(draft, set, text, length);
    word->name = NAME_OUT;
    if (type != LABEL_NONE) {
        int first = 1 + 2 * type;
        int before = draft->count > 1 ? word[-1].name : NAME_OUT;
        bool inside = !begin && (before == first || before == first + 1);
        word->name = (int8_t)(first + inside);
    }
    return word;
}

/* The treebanks cut "vice-president" in three where CoreNLP keeps one token. */
static void add_silver_word(struct sample_set *set, struct draft *draft, char **fields)
{
    int type = silver_type(fields[5]);
    char *text = fields[2];
    size_t length = strlen(text);
    bool split = length > 2 && text[0] != '-' && text[length - 1] != '-' && strchr(text, '-') &&
                 strcmp(fields[4], "CD") != 0 && strcmp(fields[4], ":") != 0;
    if (strcmp(text, "``") == 0 || strcmp(text, "''") == 0)
        text = "\"", length = 1;
    if (strcmp(text, "-LRB-") == 0 || strcmp(text, "-LSB-") == 0)
        split = false, text = "(", length = 1;
    if (strcmp(text, "-RRB-") == 0 || strcmp(text, "-RSB-") == 0)
        split = false, text = ")", length = 1;
    if (!split) {
        struct sample_word *word = add_named(set, draft, text, length, type, false);
        word->xpos = (int8_t)hs_xpos_find(fields[4], strlen(fields[4]));
        return;
    }
    while (*text) {
        size_t part = *text == '-' ? 1 : strcspn(text, "-");
        add_named(set, draft, text, part, type, false);
        text += part;
    }
}

bool sample_read_silver(struct sample_set *set, const char *path)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    struct draft draft = {0};
    size_t before = set->count;
    for (char *line; (line = lines_next(&lines));) {
        char *fields[7];
        if (line[0] >= '0' && line[0] <= '9' && split_fields(line, '\t', fields, 7) >= 6)
            add_silver_word(set, &draft, fields);
        else
            draft_flush(&draft, set, false);
    }
    draft_flush(&draft, set, false);
    free(draft.words);
    lines_close(&lines);
    return set->count > before;
}

/* "word I-PER" (wikigold) or "1<tab>word<tab>B-PER" (UNER). */
bool sample_read_names(struct sample_set *set, const char *path)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    struct draft draft = {0};
    for (char *line; (line = lines_next(&lines));) {
        if (line[0] == '#' && strchr(line, '='))
            continue;
        char *fields[6];
        bool table = strchr(line, '\t') != NULL;
        size_t count = split_fields(line, table ? '\t' : ' ', fields, 6);
        if (count < 2) {
            draft_flush(&draft, set, false);
            continue;
        }
        const char *text = fields[table ? 1 : 0];
        const char *tag = fields[table ? 2 : 1];
        int type = tag[0] == 'O' ? LABEL_NONE : silver_type(tag + 2);
        add_named(set, &draft, text, strlen(text), type, tag[0] == 'B');
    }
    draft_flush(&draft, set, false);
    free(draft.words);
    lines_close(&lines);
    return true;
}

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* The length of the word at `text`: letters with inner marks, a suffix like n't, or one mark. */
static size_t plain_word_length(const char *text)
{
    size_t n = 0;
    if (text[0] == '\'' && strchr("sSdDmM", text[1]) && text[1] &&
        !is_letter((unsigned char)text[2]))
        return 2;
    if (strncmp(text, "'re", 3) == 0 || strncmp(text, "'ve", 3) == 0 ||
        strncmp(text, "'ll", 3) == 0 || strncmp(text, "n't", 3) == 0)
        return 3;
    while (is_letter((unsigned char)text[n]) || (n > 0 && strchr(".,", text[n]) && text[n] &&
                                                 text[n + 1] >= '0' && text[n + 1] <= '9')) {
        if (n > 0 && strncmp(text + n, "n't", 3) == 0)
            return n;
        n++;
    }
    if (n == 1 && text[1] == '.' && text[0] >= 'A' && text[0] <= 'Z')
        for (n = 2; text[n] >= 'A' && text[n] <= 'Z' && text[n + 1] == '.';)
            n += 2;
    return n ? n : 1;
}

static void add_plain_text(struct sample_set *set, struct draft *draft, const char *text)
{
    while (*text) {
        if ((unsigned char)*text <= ' ') {
            text++;
            continue;
        }
        size_t length = plain_word_length(text);
        draft_add(draft, set, text, length);
        bool stop = length == 1 && strchr(".?!", *text) &&
                    (text[1] == 0 || text[1] == ' ' || text[1] == '"');
        text += length;
        if (stop && draft->count > 3)
            draft_flush(draft, set, false);
    }
    if (draft->count > 2)
        draft_flush(draft, set, false);
    draft->count = 0;
}

bool sample_read_text(struct sample_set *set, const char *path, int column)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    struct draft draft = {0};
    for (char *line; (line = lines_next(&lines));) {
        char *fields[8];
        size_t count = split_fields(line, '\t', fields, 8);
        if ((size_t)column < count)
            add_plain_text(set, &draft, fields[column]);
    }
    free(draft.words);
    lines_close(&lines);
    return true;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

bool sample_read_folder(struct sample_set *set, const char *folder, int column)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return false;
    char *names[256];
    size_t count = 0;
    for (struct dirent *entry; count < 256 && (entry = readdir(directory));)
        if (strstr(entry->d_name, ".tsv"))
            names[count++] = strdup(entry->d_name);
    closedir(directory);
    qsort(names, count, sizeof *names, by_name);
    bool good = count > 0;
    for (size_t i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        good &= sample_read_text(set, path, column);
        free(names[i]);
    }
    return good;
}

bool sample_read_list(struct sample_set *set, const char *path)
{
    struct lines lines;
    if (!lines_open(&lines, path))
        return false;
    struct draft draft = {0};
    for (char *line; (line = lines_next(&lines));) {
        if (line[0] == '#')
            continue;
        char *save = NULL;
        for (char *word = strtok_r(line, " ", &save); word; word = strtok_r(NULL, " ", &save))
            draft_add(&draft, set, word, strlen(word));
        draft_flush(&draft, set, false);
    }
    free(draft.words);
    lines_close(&lines);
    return true;
}

static bool is_calendar_or_title(const char *text, size_t length)
{
    static const char *const words[] = {
        "Monday",  "Tuesday",   "Wednesday", "Thursday",  "Friday",    "Saturday", "Sunday",
        "Mon",     "Tue",       "Wed",       "Thu",       "Fri",       "Sat",      "Sun",
        "January", "February",  "March",     "April",     "May",       "June",     "July",
        "August",  "September", "October",   "November",  "December",  "Jan.",     "Feb.",
        "Mar.",    "Apr.",      "Jun.",      "Jul.",      "Aug.",      "Sept.",    "Oct.",
        "Nov.",    "Dec.",      "Jan",       "Feb",       "Mar",       "Apr",      "Jun",
        "Jul",     "Aug",       "Sep",       "Oct",       "Nov",       "Dec",      "Mr",
        "Mr.",     "Mrs",       "Mrs.",      "Ms",        "Ms.",       "Miss",     "Dr",
        "Dr.",     "Prof",      "Prof.",     "Professor", "President", "Minister", "Prime",
        "Vice",    "Secretary", "General",   "Gen.",      "Sir",       "Lord",     "Lady",
        "King",    "Queen",     "Prince",    "Princess",  "Senator",   "Sen.",     "Rep.",
        "Gov.",    "Governor",  "Judge",     "Justice",   "Captain",   "Capt.",    "Colonel",
        "Col.",    "Lt.",       "Sgt.",      "Director",  "Chairman",  "Chief",    "Christmas",
        "Easter",  "Internet",  "Email",     "Web",       "Re",        "PM",       "AM",
        "EST",     "PST",       "GMT",       "CDT"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
            return true;
    return false;
}

static int8_t name_hint(const struct sample_set *set, const struct sample_word *word)
{
    const char *text = sample_text(set, word);
    bool proper = word->xpos == HS_XPOS_NNP || word->xpos == HS_XPOS_NNPS;
    switch (proper ? HS_UPOS_PROPN : word->upos) {
    case HS_UPOS_VERB:
    case HS_UPOS_AUX:
    case HS_UPOS_PRON:
    case HS_UPOS_ADV:
    case HS_UPOS_INTJ:
    case HS_UPOS_SCONJ:
    case HS_UPOS_NOUN:
    case HS_UPOS_X:
        return NAME_OUT;
    case HS_UPOS_PROPN:
        if (memchr(text, '@', word->text_length) || memchr(text, '/', word->text_length) ||
            (word->text_length > 4 && memcmp(text, "www.", 4) == 0))
            return NAME_OUT;
        if (is_calendar_or_title(text, word->text_length) || !is_letter((unsigned char)text[0]))
            return LABEL_NONE;
        return NAME_SOME;
    default:
        return LABEL_NONE;
    }
}

void sample_hint_names(struct sample_set *set)
{
    for (size_t s = 0; s < set->count; s++) {
        struct sample *sample = &set->samples[s];
        bool tagged = false;
        for (uint32_t w = 0; w < sample->count; w++)
            tagged |= sample->words[w].name != LABEL_NONE;
        for (uint32_t w = 0; !tagged && w < sample->count; w++)
            sample->words[w].name = name_hint(set, &sample->words[w]);
    }
}
