/* From shares of references to parties: shares of one party's mentions are added up, and weighed by
 * what the whole text tells: who accuses here, who was accused before.
 */
#include "annotate/linker.h"

#define BEFORE 0.1f        /* for each accusation before, against whoever it was */
#define BEFORE_MOST 3      /* counted so often */
#define HISTORY_SHARE 0.5f /* of what is open falls to the latest accused, … */
#define HISTORY_FALL 0.5f  /* … less to each before */
#define JOINED_LEAST 0.1f  /* of the likeliest one's share, to be accused with it */

enum { SIDES_MAX = 16, HISTORY = 4 };

typedef struct tally {
    hs_side sides[SIDES_MAX];
    float shares[SIDES_MAX];
    uint32_t joined[SIDES_MAX];
    float own[SIDES_MAX]; /* the largest share of one mention, whose place is kept */
    uint32_t count;
} tally;

static bool same(const hs_side *a, const hs_side *b)
{
    return a->entity == b->entity && a->author == b->author;
}

static void add(tally *t, hs_side side, float share, uint32_t joined)
{
    uint32_t i = 0;
    while (i < t->count && !same(&t->sides[i], &side))
        i++;
    if (i == SIDES_MAX)
        return;
    if (i == t->count) {
        t->sides[t->count] = side;
        t->shares[t->count] = t->own[t->count] = 0;
        t->joined[t->count++] = joined;
    }
    t->shares[i] += share;
    if (share > t->own[i]) {
        t->own[i] = share;
        t->joined[i] = joined;
        if (!hs_place_none(side.mention))
            t->sides[i].mention = side.mention;
    }
}

static void add_choices(hs_linker *linker, tally *t, const hs_role *role)
{
    for (uint32_t k = 0; k < role->count; k++) {
        uint32_t reference = role->choices[k].reference;
        if (reference == HS_NONE)
            continue;
        uint32_t owner = linker->findings->references[reference].owner;
        bool owned = role->choices[k].owner && owner != HS_NONE;
        hs_side side = hs_link_referred(linker, owned ? owner : reference);
        if (side.entity != HS_NONE)
            add(t, side, role->choices[k].share, role->choices[k].joined);
    }
}

static uint32_t most(const tally *t)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < t->count; i++)
        best = t->shares[i] > t->shares[best] ? i : best;
    return best;
}

hs_side hs_link_accuser(hs_linker *linker, const hs_role *role, uint32_t attribution)
{
    tally t = {0};
    add(&t, hs_link_voice(linker, attribution), role->speaker, HS_NONE);
    add_choices(linker, &t, role);
    add(&t, (hs_side){.entity = HS_NONE}, role->open, HS_NONE);
    return t.sides[most(&t)];
}

static uint32_t slot_back(const hs_linker *linker, uint32_t back)
{
    return (linker->accusation_count - back) %
           (uint32_t)(sizeof linker->accusations / sizeof linker->accusations[0]);
}

static uint32_t known_back(const hs_linker *linker)
{
    uint32_t room = (uint32_t)(sizeof linker->accusations / sizeof linker->accusations[0]);
    return linker->accusation_count < room ? linker->accusation_count : room;
}

static uint32_t times_accused(const hs_linker *linker, uint32_t entity)
{
    uint32_t times = 0;
    for (uint32_t back = 1; back <= known_back(linker); back++) {
        uint32_t slot = slot_back(linker, back);
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++)
            times += linker->accusations[slot].accused[k] == entity;
    }
    return times;
}

/* What the block leaves open falls to those accused lately. */
static void add_history(const hs_linker *linker, tally *t, float open)
{
    float share = open * HISTORY_SHARE;
    uint32_t known = known_back(linker);
    for (uint32_t back = 1; back <= known && back <= HISTORY; back++) {
        uint32_t slot = slot_back(linker, back);
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++)
            if (linker->accusations[slot].accused[k] != HS_NONE)
                add(t,
                    (hs_side){.entity = linker->accusations[slot].accused[k],
                              .mention = {.block = linker->block}},
                    share, HS_NONE);
        share *= HISTORY_FALL;
    }
}

uint32_t hs_link_accused(hs_linker *linker, const hs_role *role, uint32_t attribution,
                         const hs_side *accuser, hs_side accused[HS_ACCUSED_MAX])
{
    tally t = {0};
    hs_side voice = hs_link_voice(linker, attribution);
    if (voice.entity != HS_NONE)
        add(&t, voice, role->speaker, HS_NONE);
    add_choices(linker, &t, role);
    add_history(linker, &t, role->open);
    if (t.count == 0)
        return 0;
    for (uint32_t i = 0; i < t.count; i++) {
        uint32_t times = times_accused(linker, t.sides[i].entity);
        t.shares[i] *= 1 + BEFORE * (float)(times < BEFORE_MOST ? times : BEFORE_MOST);
        if (accuser->entity != HS_NONE && t.sides[i].entity == accuser->entity)
            t.shares[i] = 0; /* nobody accuses himself */
    }
    uint32_t best = most(&t), count = 1;
    if (t.shares[best] <= 0)
        return 0;
    accused[0] = t.sides[best];
    for (uint32_t i = 0; i < t.count && count < HS_ACCUSED_MAX; i++)
        if (i != best && t.joined[i] != HS_NONE && t.joined[i] == t.joined[best] &&
            t.own[i] >= JOINED_LEAST * t.own[best])
            accused[count++] = t.sides[i];
    return count;
}
