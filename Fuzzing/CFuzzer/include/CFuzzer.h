#ifndef ATELIER_FUZZER_H
#define ATELIER_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own driver, for a program that has a main already.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*one_input)(const uint8_t *data, size_t size));

#endif
