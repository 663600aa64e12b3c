/* What a chapter knows of those before it: the full names in them. Who was named last, who spoke
 * and what was accused does not reach over the cut.
 */
#include "annotate/linking/link_steps.h"
#include "annotate/resolution/office_fields.h"
#include "annotate/resolution/resolve.h"

hs_names_asked hs_link_names_asked(const hs_block_list *blocks,
                                   const hs_block_findings *const *findings,
                                   const hs_link_stand_in *stand_in)
{
    hs_names_asked asked = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        const hs_block_entry *entry = stand_in && i == stand_in->block
                                          ? &stand_in->list->entries[stand_in->index]
                                          : &blocks->entries[i];
        hs_names_ask(&asked, entry->block, findings[i]);
    }
    return asked;
}

void hs_link_known_names(hs_linker *linker, const hs_link_around *around,
                         const hs_names_asked *asked)
{
    hs_block_list *own = linker->blocks;
    if (!around->document)
        return;
    linker->blocks = (hs_block_list *)(uintptr_t)around->document; /* only read */
    for (uint32_t i = around->known_from; i < around->known_to; i++) {
        linker->block = i;
        linker->findings = hs_block_attachment(around->document->entries[i].block);
        hs_resolve_full_names(linker, asked);
    }
    linker->blocks = own;
    for (size_t i = 0; i < linker->entities.items.count; i++) { /* those blocks may go before it */
        hs_linked_entity *entity = hs_linker_entity(linker, i);
        entity->name = hs_arena_copy_str(linker->arena, entity->name);
    }
}

static uint64_t hash_name(const hs_block *block, const hs_reference *reference, uint64_t seed)
{
    const uint64_t read[] = {
        seed,
        reference->name_hash,
        reference->head_hash,
        reference->first_hash,
        reference->stem_hash,
        reference->body_hash,
        reference->word_count,
        reference->entity_kind,
        reference->gender,
        reference->sure_person,
        reference->place,
        reference->article,
        block->kind == HS_BLOCK_HEADING,
    };
    hs_str name = hs_str_slice(block->text, reference->name.start, reference->name.end);
    return hs_hash_bytes(name.bytes, name.length, hs_hash_bytes(read, sizeof read, 0));
}

static bool long_name(const hs_reference *reference)
{
    return reference->kind == HS_REFERENCE_NAME && reference->word_count > 1;
}

/* A name of several words and where it stands, or the office of whom it stands beside. */
static uint64_t hash_reference(const hs_block *block, const hs_block_findings *findings,
                               const hs_reference *reference, uint64_t seed)
{
    uint64_t of[HS_OFFICE_WORDS];
    hs_resolve_office_words(block, findings, reference, of);
    const uint64_t read[] = {seed,
                             hs_hash_bytes(of, sizeof of, 0),
                             reference->role_hash,
                             hs_reference_is_full_name(reference),
                             reference->speaks,
                             hs_linker_opens(block, reference),
                             reference->dies,
                             reference->definite,
                             hs_reference_is_nobody(reference),
                             hs_office_no_minister(block->text, reference)};
    if (long_name(reference))
        return hash_name(block, reference, hs_hash_bytes(read, sizeof read, 0));
    if (reference->kind != HS_REFERENCE_DESCRIPTION || !reference->role_hash ||
        reference->apposed == HS_NONE || !long_name(&findings->references[reference->apposed]))
        return seed;
    return hash_name(block, &findings->references[reference->apposed],
                     hs_hash_bytes(read, sizeof read, 1));
}

uint64_t hs_link_names_hash(const hs_block_list *blocks)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        const hs_block *block = blocks->entries[i].block;
        const hs_block_findings *findings = hs_block_attachment(block);
        for (uint32_t k = 0; k < findings->full_name_count; k++)
            hash = hash_name(block, &findings->references[findings->full_names[k]], hash);
    }
    return hash;
}

uint64_t hs_link_asked_hash(const hs_link_around *around, const hs_names_asked *asked)
{
    uint64_t hash = around->date;
    for (size_t i = around->known_from; around->document && i < around->known_to; i++) {
        const hs_block *block = around->document->entries[i].block;
        const hs_block_findings *findings = hs_block_attachment(block);
        for (uint32_t k = 0; k < findings->full_name_count; k++) {
            const hs_reference *name = &findings->references[findings->full_names[k]];
            if (hs_names_may_mean(asked, block, name))
                hash = hash_name(block, name, hash);
        }
    }
    return hash;
}

bool hs_link_same_around(const hs_block_list *blocks, const hs_link_around *one,
                         const hs_link_around *other)
{
    hs_names_asked asked = {0};
    for (size_t i = 0; i < blocks->count; i++)
        hs_names_ask(&asked, blocks->entries[i].block,
                     hs_block_attachment(blocks->entries[i].block));
    return hs_link_asked_hash(one, &asked) == hs_link_asked_hash(other, &asked);
}

hs_link_outlook hs_link_look_out(const hs_block *block, const hs_block_findings *findings,
                                 uint64_t asked_alone)
{
    const uint64_t read[] = {block->kind, findings->date, findings->spoken,
                             findings->word_count > 0};
    hs_link_outlook outlook = {hs_hash_bytes(read, sizeof read, 0), 0};
    for (uint32_t i = 0; i < findings->reference_count; i++) {
        const hs_reference *reference = &findings->references[i];
        if (reference->kind == HS_REFERENCE_PRONOUN)
            continue;
        outlook.names = hash_reference(block, findings, reference, outlook.names);
        if (!long_name(reference) && (asked_alone & hs_link_alone_bit(reference->head_hash)))
            outlook.alone =
                hs_hash_bytes(&reference->head_hash, sizeof reference->head_hash, outlook.alone);
    }
    return outlook;
}
