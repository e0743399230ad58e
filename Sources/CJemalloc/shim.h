/* Nothing is called by name: linking jemalloc puts it in the place of the C library's malloc. */
