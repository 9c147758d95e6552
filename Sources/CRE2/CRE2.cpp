#include "CRE2.h"

#include <re2/re2.h>

struct CRE2Pattern {
    RE2 expression;

    CRE2Pattern(const re2::StringPiece &pattern, const RE2::Options &options) : expression(pattern, options) {}
};

CRE2Pattern *cre2_compile(const char *pattern, size_t length, long memory) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(memory);
    return new CRE2Pattern(re2::StringPiece(pattern, length), options);
}

const char *cre2_error(const CRE2Pattern *pattern) {
    return pattern->expression.ok() ? nullptr : pattern->expression.error().c_str();
}

int cre2_matches(const CRE2Pattern *pattern, const char *text, size_t length) {
    return RE2::PartialMatch(re2::StringPiece(text, length), pattern->expression);
}

void cre2_free(CRE2Pattern *pattern) {
    delete pattern;
}
