package io.tidemark.drill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of the events as they are, without a fault: what a drill compares with.
 *
 * <p>A fault counts as noticed by the first alert that opens, from the fault's start until as long again after its end, at a moment at which
 * the baseline has none open of the same objective, slice and severity. Dry runs and infos of policy steps tell nobody and do not count.
 */
public final class Baseline {
    private static final Comparator<Heard> FIRST = Comparator.comparingLong(Heard::atMs)
            .thenComparing(heard -> !heard.isBurn())
            .thenComparing(heard -> "PAGE,TICKET,INFO".indexOf(heard.severity()))
            .thenComparing(Heard::objective)
            .thenComparing(Heard::slice);

    private final List<Episode> episodes;

    private Baseline(List<Episode> episodes) {
        this.episodes = List.copyOf(episodes);
    }

    /**
     * An alert from its opening to its end.
     *
     * @param fromMs event time at which it opened, included
     * @param toMs event time at which it was over, included; {@link Long#MAX_VALUE} for not within the file
     */
    public record Episode(Heard opened, long fromMs, long toMs) {
        boolean isOpenAt(long atMs) {
            return fromMs <= atMs && atMs <= toMs;
        }

        /** Whether it was open at any moment of a span, its end included. */
        boolean isOpenIn(long startMs, long endMs) {
            return fromMs <= endMs && toMs >= startMs;
        }
    }

    /** Of what was heard in a run without a fault. */
    public static Baseline of(List<Heard> heard) {
        List<Heard> ordered =
                new ArrayList<>(heard.stream().filter(Heard::isForPeople).toList());
        ordered.sort(Comparator.comparingLong(Heard::atMs).thenComparing(Heard::isOpened));
        Map<String, Heard> open = new HashMap<>();
        List<Episode> episodes = new ArrayList<>();
        for (Heard one : ordered) {
            if (one.isOpened()) {
                open.putIfAbsent(one.dedupKey(), one);
            } else if (open.containsKey(one.dedupKey())) {
                Heard opened = open.remove(one.dedupKey());
                episodes.add(new Episode(opened, opened.atMs(), one.atMs()));
            }
        }
        open.values().forEach(opened -> episodes.add(new Episode(opened, opened.atMs(), Long.MAX_VALUE)));
        episodes.sort(Comparator.comparing(Episode::opened, FIRST));
        return new Baseline(episodes);
    }

    /** The alerts that are open at any moment of a span of event time, in the order in which they opened. */
    public List<Episode> openIn(long startMs, long endMs) {
        return episodes.stream()
                .filter(episode -> episode.isOpenIn(startMs, endMs))
                .toList();
    }

    /**
     * What noticed a fault first.
     *
     * @param heard in the run with the fault
     * @param startMs when the fault begins
     * @param endMs the last moment at which an alert counts
     * @return empty if nothing did
     */
    public Optional<Heard> firstBeside(List<Heard> heard, long startMs, long endMs) {
        return heard.stream()
                .filter(one -> one.isOpened() && one.isForPeople())
                .filter(one -> one.atMs() >= startMs && one.atMs() <= endMs)
                .filter(one -> !has(one))
                .min(FIRST);
    }

    private boolean has(Heard heard) {
        return episodes.stream()
                .anyMatch(episode ->
                        episode.opened().dedupKey().equals(heard.dedupKey()) && episode.isOpenAt(heard.atMs()));
    }

    /**
     * A moment from which nothing is open for a while.
     *
     * @param earliestMs not before it
     * @param latestMs not after it
     * @param stepMs the moments that are looked at are so far apart
     * @param lengthMs how long it has to stay quiet
     * @return the first such moment; the earliest one if there is none
     */
    public long quietMoment(long earliestMs, long latestMs, long stepMs, long lengthMs) {
        for (long at = earliestMs; at <= latestMs; at += stepMs) {
            if (openIn(at, at + lengthMs).isEmpty()) {
                return at;
            }
        }
        return earliestMs;
    }
}
