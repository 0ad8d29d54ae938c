package io.tidemark.runtime.letters;

import io.tidemark.config.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Places that people name, each with the letter that is there, or else the nearest one. What it keeps is a letter a place. Used by one thread. */
public final class LetterPlaces {
    private static final long ELSEWHERE = Long.MAX_VALUE;

    private final Map<String, Near> places = new TreeMap<>();

    /** The letter that lies nearest to a place, and how far off; 0 is there. */
    private record Near(String record, String letter, long distance) {
        static final Near NOTHING = new Near("", "", ELSEWHERE);
    }

    /** @param places {@code 0@12} of letters, or {@code payments-3@88123} of their records */
    public LetterPlaces(Collection<String> places) {
        places.forEach(place -> this.places.put(place, Near.NOTHING));
    }

    /** Looks for them among all letters. */
    public void find(DeadLetterBox box) {
        if (!places.isEmpty()) {
            box.each(LetterFilter.all(), this::meet);
        }
    }

    void meet(Letter letter) {
        places.replaceAll((place, best) -> {
            long distance = distance(place, letter);
            return distance < best.distance()
                    ? new Near(letter.origin().text(), letter.id().text(), distance)
                    : best;
        });
    }

    /** How many offsets lie between; {@link #ELSEWHERE} if it is another partition. */
    private static long distance(String place, Letter letter) {
        int at = place.lastIndexOf('@');
        String partition = place.substring(0, at + 1);
        long offset = Long.parseLong(place.substring(at + 1));
        if (letter.id().text().startsWith(partition)) {
            return Math.abs(letter.id().offset() - offset);
        }
        return letter.origin().text().startsWith(partition)
                ? Math.abs(letter.origin().offset() - offset)
                : ELSEWHERE;
    }

    /** What is said of each place where there is no letter, and what would be right; nothing if there is one everywhere. */
    public List<String> missing(DeadLetterBox box) {
        return places.entrySet().stream()
                .filter(place -> place.getValue().distance() > 0)
                .map(place -> "there is no such letter on " + box.name() + ": place=" + place.getKey() + "; "
                        + remedy(place.getKey(), place.getValue(), box.topics()))
                .toList();
    }

    private static String remedy(String place, Near near, TreeSet<String> topics) {
        if (topics.isEmpty()) {
            return "there is none at all";
        }
        if (near.distance() < ELSEWHERE) {
            return "the nearest is " + near.letter() + ", of record " + near.record();
        }
        int dash = place.lastIndexOf('-');
        String topic = dash < 0 ? "" : place.substring(0, dash);
        boolean isOfTopic = dash < 0 || topics.contains(topic);
        return (isOfTopic
                        ? "that partition has none"
                        : Names.suggestion(topic, topics, "there are letters of records of"))
                + "; tidemark dlq list names those there are";
    }
}
