package io.tidemark.runtime.letters;

import java.util.Set;

/**
 * Which letters are meant.
 *
 * @param reasons of these; empty: of any
 * @param topics of records of these topics; empty: of any
 * @param fromMs written from then on
 * @param toMs written before then
 * @param places these letters, {@code 0@12}, or those of these records, {@code payments-3@88123}; empty: any
 */
public record LetterFilter(Set<String> reasons, Set<String> topics, long fromMs, long toMs, Set<String> places) {
    public LetterFilter {
        reasons = Set.copyOf(reasons);
        topics = Set.copyOf(topics);
        places = Set.copyOf(places);
    }

    /** All letters. */
    public static LetterFilter all() {
        return new LetterFilter(Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE, Set.of());
    }

    boolean matches(Letter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.cause().reason()))
                && (topics.isEmpty() || topics.contains(letter.origin().topic()))
                && letter.cause().writtenMs() >= fromMs
                && letter.cause().writtenMs() < toMs
                && (places.isEmpty()
                        || places.contains(letter.id().text())
                        || places.contains(letter.origin().text()));
    }
}
