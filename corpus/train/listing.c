/* One loop over the files for all programs that list decisions. */
#include "train/listing.h"

#include <stdio.h>

#include "annotate/annotate.h"
#include "base/buffer.h"
#include "base/file.h"

enum { FILE_LIMIT = 16 << 20 };

int list_files(int argc, char **argv, void (*opened)(const hs_block_list *blocks))
{
    for (int i = 1; i < argc; i++) {
        hs_buffer text = {0};
        hs_error error = {0};
        if (!hs_file_read(argv[i], FILE_LIMIT, &text, &error)) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
        printf("# %s\n", argv[i]);
        hs_block_list *blocks = hs_block_list_build(hs_buffer_str(&text), HS_MARKUP_PLAIN);
        if (opened)
            opened(blocks);
        hs_annotations_unref(hs_annotate(blocks, NULL));
        hs_block_list_unref(blocks);
        hs_buffer_finish(&text);
    }
    return 0;
}
