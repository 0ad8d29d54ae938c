package io.tidemark.domain;

import io.tidemark.domain.Rejection.Reason;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counters of what the application did since it started; any thread may count and read. */
public final class Meters {
    /** The closed list of counters. */
    public enum Meter {
        /** Events that reached a pane. */
        EVENTS("events", "Events that reached a pane"),
        /** Records that could not be used and went to the dead-letter topic. */
        REJECTED("rejected", "Records that could not be used and went to the dead-letter topic"),
        /** Records of a source with a key and without a value, which say that the key is gone; counted here and nowhere else. */
        TOMBSTONES("tombstones", "Records of a source with a key and without a value, which say that the key is gone"),
        /** Labels that came, of use or not. */
        LABELS("labels", "Labels that came, of use or not"),
        /** Predictions and labels handed to grade. */
        GRADABLE("gradable", "Predictions and labels handed to grade"),
        /** Predictions and labels that grade took. */
        GRADABLE_TAKEN("gradable_taken", "Predictions and labels that grade took"),
        /** Predictions whose label came, or was corrected. */
        GRADED("graded", "Predictions whose label came, or was corrected"),
        /** Graded predictions that were counted in their windows. */
        GRADED_COUNTED("graded_counted", "Graded predictions that were counted in their windows"),
        /** Second deliveries of predictions and labels, and labels older than the one that is known. */
        GRADED_BEFORE(
                "graded_before",
                "Second deliveries of predictions and labels, and labels older than the one that is known"),
        /** Labels that came later after their prediction than the horizon. */
        LABELS_EXPIRED("labels_expired", "Labels that came later after their prediction than the horizon"),
        /** Labels whose prediction did not come within the horizon. */
        LABELS_UNMATCHED("labels_unmatched", "Labels whose prediction did not come within the horizon"),
        /** Predictions whose label did not come within the horizon. */
        PREDICTIONS_UNLABELLED("predictions_unlabelled", "Predictions whose label did not come within the horizon"),
        /** Quality that assess took in. */
        QUALITY_TAKEN("quality_taken", "Counts of quality that assess took in"),
        /** Windows of quality that changed since they were read. */
        QUALITY_HELD("quality_held", "Windows of quality that changed since they were read"),
        /** Windows of quality that changed and were read again, or whose time has not come. */
        QUALITY_READ("quality_read", "Windows of quality that changed and were read again, or whose time has not come"),
        /** Quality handed to assess. */
        QUALITY_DELTAS("quality_deltas", "Counts of quality handed to assess"),
        /** Deltas handed to assess. */
        DELTAS("deltas", "Deltas handed to assess"),
        /** Hand-overs before the commit because the live counts reached their limit. */
        EARLY_HANDOVERS("early_handovers", "Hand-overs before the commit because the live counts reached their limit"),
        /** Events counted in an {@code __other__} slice because the limit of slices was reached. */
        OVERFLOWING(
                "slices_overflowing", "Events counted in an __other__ slice because the limit of slices was reached"),
        /** Deltas merged into a window that was closed already. */
        LATE_MERGED("late_merged", "Deltas merged into a window that was closed already"),
        /** Events too late for the retention; counted here and nowhere else. */
        LATE_EXPIRED("late_expired", "Events too late for the retention, which are in no window"),
        /**
         * Events of slices, or of copies that slices are compared with, that assess no longer takes because it knows too many; they are in
         * the slice of all.
         */
        SLICES_REFUSED(
                "slices_refused",
                "Events of slices, or of copies that slices are compared with, that assess no longer takes because it knows too many"),
        /** Columns that several places of a topic's records come to, and places whose name the mapping gives to another. */
        NAMES_SHARED(
                "names_shared",
                "Columns that several places of a topic's records come to, and places whose name the mapping gives to another"),
        /** Values that are not measured because their names are beyond a limit: of a topic, a map, a name's length. */
        NAMES_REFUSED(
                "names_refused",
                "Values that are not measured because their names are beyond a limit: of a topic, a map, a name's length"),
        /** Values of columns that came on another grid than their pane's and were not added. */
        ON_OTHER_GRID(
                "on_other_grid", "Values of columns that came on another grid than their pane's and were not added"),
        /** Windows closed, each once in every partition of assess. */
        WINDOWS_CLOSED("windows_closed", "Windows closed, each once in every partition of assess"),
        /** Readings sent. */
        READINGS("readings", "Readings sent"),
        /** Readings judged. */
        JUDGED("judged", "Readings judged"),
        /** Readings of slices without a budget of their own: their objective has as many slices as it may have. */
        SLICES_WITHOUT_BUDGET(
                "slices_without_budget",
                "Readings of slices without a budget of their own: their objective has as many slices as it may have"),
        /** Changes and operations that judge took in. */
        TIDINGS("tidings", "Changes and operations that judge took in"),
        /** Changes of models that nobody watches. */
        CHANGES_ELSEWHERE("changes_elsewhere", "Changes of models that nobody watches"),
        /** Annotations sent. */
        ANNOTATIONS("annotations", "Annotations sent"),
        /** Alert records sent. */
        ALERTS("alerts", "Alert records sent"),
        /** Decisions sent. */
        DECISIONS("decisions", "Decisions sent"),
        /** Letters that a notifier's target took. */
        LETTERS_TAKEN("letters_taken", "Letters that a notifier's target took"),
        /** Letters that failed and are tried again. */
        LETTERS_RETRIED("letters_retried", "Letters that failed and are tried again"),
        /** Letters that a target refused for good, and that nobody got. */
        LETTERS_REFUSED("letters_refused", "Letters that a target refused for good, and that nobody got"),
        /** Alert records that a notifier could not read. */
        ALERTS_UNREADABLE("alerts_unreadable", "Alert records that a notifier could not read"),
        /** Source partitions held back because the next record's schema is not known and the registry does not answer. */
        PARTITIONS_HELD(
                "partitions_held",
                "Source partitions held back because the next record's schema is not known and the registry does not answer"),
        /** Source partitions held back no longer. */
        PARTITIONS_RELEASED("partitions_released", "Source partitions held back no longer"),
        /** Drafts of alerts that wait for other slices. */
        DRAFTS_HELD("drafts_held", "Drafts of alerts that wait for other slices"),
        /** Drafts that wait no longer. */
        DRAFTS_DECIDED("drafts_decided", "Drafts that wait no longer"),
        /** Assess tasks that closed all windows of an ended input. */
        ENDED("ended", "Assess tasks that closed all windows of an ended input");

        private final String word;
        private final String help;

        Meter(String word, String help) {
            this.word = word;
            this.help = help;
        }

        public String word() {
            return word;
        }

        /** What it counts, for whoever reads its value. */
        public String help() {
            return help;
        }
    }

    private final Readout readout = new Readout();
    private final LongAdder[] adders = adders(Meter.values().length);
    private final Map<Quota, Map<String, LongAdder>> beyond = new ConcurrentHashMap<>();
    private final LongAdder[] rejected = adders(Reason.values().length);

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    /** A record that could not be used went to the dead letters: counted among {@link Meter#REJECTED}, and by its reason. */
    public void addRejected(Reason reason) {
        add(Meter.REJECTED, 1);
        rejected[reason.ordinal()].increment();
    }

    /** How many records could not be used for that reason. */
    public long rejected(Reason reason) {
        return rejected[reason.ordinal()].sum();
    }

    /** Something of a model was beyond its tenant's quota. */
    public void addBeyond(Quota quota, String model, long count) {
        if (count > 0) {
            beyond.computeIfAbsent(quota, none -> new ConcurrentHashMap<>())
                    .computeIfAbsent(model, none -> new LongAdder())
                    .add(count);
        }
    }

    /** What was beyond a quota, by model; models of which nothing was are not there. */
    public SortedMap<String, Long> beyond(Quota quota) {
        SortedMap<String, Long> counts = new TreeMap<>();
        beyond.getOrDefault(quota, Map.of()).forEach((model, count) -> counts.put(model, count.sum()));
        return counts;
    }

    public void add(Meter meter, long count) {
        adders[meter.ordinal()].add(count);
    }

    public long read(Meter meter) {
        return adders[meter.ordinal()].sum();
    }

    /** What the tasks last said of what is so now. */
    public Readout readout() {
        return readout;
    }
}
