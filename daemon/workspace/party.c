/* Telling names from descriptions by their letters: a name has a word that begins with a capital.
 */
#include "workspace/party.h"

bool hs_entity_has_name(const hs_entity *entity)
{
    for (size_t i = 0; i < entity->name.length; i++) {
        unsigned char byte = (unsigned char)entity->name.bytes[i];
        bool starts_word = i == 0 || entity->name.bytes[i - 1] == ' ';
        if (starts_word && ((byte >= 'A' && byte <= 'Z') || byte >= 0x80))
            return true;
    }
    return false;
}
