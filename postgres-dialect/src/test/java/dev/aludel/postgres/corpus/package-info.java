/** Other people's pairs of schemas as tests: the way from one to the other and back. Start with {@link dev.aludel.postgres.corpus.CorpusTest}. */
@NullMarked
package dev.aludel.postgres.corpus;

import org.jspecify.annotations.NullMarked;
