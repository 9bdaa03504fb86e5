#include "CFuzzer.h"

/// What libFuzzer's own main would give bytes to. The program has a main already, as SwiftPM wants it, and this is never called.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    (void)data;
    (void)size;
    return 0;
}
