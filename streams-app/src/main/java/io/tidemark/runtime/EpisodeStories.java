package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Story;
import io.tidemark.query.board.EpisodeSearch;
import io.tidemark.serde.AlertLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds one episode among alerts, by its id or the beginning of it. */
public final class EpisodeStories {
    private static final int MOST_NAMED = 5;
    private static final int MOST_KNOWN = 100_000;

    private EpisodeStories() {}

    /** Alerts in order, from wherever they are; each call gives all of them again. */
    private interface Alerts {
        void each(Consumer<Alert> taker);
    }

    /**
     * The episode from a running application's topics.
     *
     * @throws WorldFailure if there is no such episode, or several begin so
     */
    public static Story of(AlertTopic topic, String episode) {
        Story story = story(topic::each, episode, "the alerts topic");
        topic.eachAnnotation(story::hear);
        return story;
    }

    /**
     * The episode from a file of alerts as JSON lines.
     *
     * @throws WorldFailure if there is no such file, it holds something else, or there is no such episode, or several begin so
     */
    public static Story of(Path file, String episode) {
        return story(taker -> eachLine(file, taker), episode, file.toString());
    }

    private static Story story(Alerts alerts, String episode, String where) {
        Map<String, Alert> newest = new LinkedHashMap<>();
        alerts.each(alert -> {
            if (newest.size() < MOST_KNOWN || newest.containsKey(alert.episodeId())) {
                newest.put(alert.episodeId(), alert);
            }
        });
        Story story = new Story(chosen(newest, episode, where));
        alerts.each(story::hear);
        return story;
    }

    private static String chosen(Map<String, Alert> newest, String episode, String where) {
        List<String> starting =
                newest.keySet().stream().filter(id -> id.startsWith(episode)).toList();
        if (newest.containsKey(episode) || starting.size() == 1) {
            return newest.containsKey(episode) ? episode : starting.get(0);
        }
        if (newest.isEmpty()) {
            throw new WorldFailure("there is no episode at all: in=" + where + ", episode=" + episode);
        }
        boolean isUnknown = starting.isEmpty();
        String what = isUnknown ? "there is no such episode" : starting.size() + " episodes begin so";
        List<String> named = named(isUnknown ? newest.keySet().stream().toList() : starting, newest, episode);
        throw new WorldFailure(what + ": episode=" + episode + ", in=" + where + "; "
                + (isUnknown ? "the nearest are " : "the newest are ") + String.join(", ", named));
    }

    /** Those that share the longest beginning first, then the newest. */
    private static List<String> named(List<String> ids, Map<String, Alert> newest, String episode) {
        Comparator<String> nearest = Comparator.comparingInt(id -> -EpisodeSearch.inCommon(id, episode));
        Comparator<String> newestFirst = Comparator.comparingLong(id -> -sinceMs(newest, id));
        List<String> sorted = new ArrayList<>(ids);
        sorted.sort(nearest.thenComparing(newestFirst));
        return sorted.stream().limit(MOST_NAMED).map(id -> shown(id, newest)).toList();
    }

    private static long sinceMs(Map<String, Alert> newest, String id) {
        Alert alert = newest.get(id);
        return alert == null ? 0 : alert.times().sinceMs();
    }

    private static String shown(String id, Map<String, Alert> newest) {
        Alert alert = newest.get(id);
        return alert == null ? id : EpisodeNames.shown(alert);
    }

    private static void eachLine(Path file, Consumer<Alert> taker) {
        AlertLines lines = new AlertLines();
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                number++;
                if (!line.isBlank()) {
                    taker.accept(lines.read(line));
                }
                line = reader.readLine();
            }
        } catch (NoSuchFileException missing) {
            throw new WorldFailure("there is no such file: file=" + file, missing);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read alerts: file=" + file, broken);
        } catch (IllegalArgumentException wrong) {
            throw new WorldFailure(
                    file + ":" + number + ": " + wrong.getMessage() + "; give what replay --alerts-out wrote", wrong);
        }
    }
}
