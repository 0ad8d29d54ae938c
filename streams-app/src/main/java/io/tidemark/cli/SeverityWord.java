package io.tidemark.cli;

import io.tidemark.domain.Alert.Severity;
import java.util.Arrays;
import java.util.Locale;

/** The word behind {@code --severity}. */
final class SeverityWord {
    private SeverityWord() {}

    /**
     * The severity that it means.
     *
     * @throws UsageError if it means none
     */
    static Severity severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageError("--severity=" + word + " is none of page, ticket, info"));
    }
}
