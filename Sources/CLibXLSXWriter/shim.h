#include <xlsxwriter.h>

// The C library declares it under _GNU_SOURCE only (sys/mman.h): a file in memory, without a name.
int memfd_create(const char *name, unsigned int flags);
