#ifndef CRE2_H
#define CRE2_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// RE2 has no C interface; these four functions are all that Siaga needs of it.
typedef struct CRE2Pattern CRE2Pattern;

/// Compiles UTF-8; never NULL. `memory` bounds the program and the matcher's caches, in bytes.
CRE2Pattern *cre2_compile(const char *pattern, size_t length, long memory);

/// Why the pattern cannot be used and which part of it, or NULL where it can; lives as long as the pattern.
const char *cre2_error(const CRE2Pattern *pattern);

/// 1 if the pattern matches somewhere in the text, else 0.
int cre2_matches(const CRE2Pattern *pattern, const char *text, size_t length);

void cre2_free(CRE2Pattern *pattern);

#ifdef __cplusplus
}
#endif

#endif
