/* Keeps claims' data in a file as it lies in memory. */
#include <stdio.h>

#include "train/claim_data.h"

#define PARTS(X) X(documents) X(samples) X(rows) X(tokens) X(states)

bool claim_data_save(const struct claim_data *data, const char *path)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(&data->width, sizeof data->width, 1, file) == 1;
#define SAVE(part)                                                                                 \
    good = good && fwrite(&data->part.count, sizeof data->part.count, 1, file) == 1 &&             \
           fwrite(data->part.items, sizeof *data->part.items, data->part.count, file) ==           \
               data->part.count;
    PARTS(SAVE)
#undef SAVE
    return (file && fclose(file) == 0) && good;
}

bool claim_data_load(struct claim_data *data, const char *path)
{
    FILE *file = fopen(path, "rb");
    bool good = file && fread(&data->width, sizeof data->width, 1, file) == 1;
    size_t count = 0;
#define LOAD(part)                                                                                 \
    if ((good = good && fread(&count, sizeof count, 1, file) == 1)) {                              \
        hs_array_reserve(&data->part, count);                                                      \
        data->part.count = count;                                                                  \
        good = fread(data->part.items, sizeof *data->part.items, count, file) == count;            \
    }
    PARTS(LOAD)
#undef LOAD
    if (file)
        fclose(file);
    return good;
}
