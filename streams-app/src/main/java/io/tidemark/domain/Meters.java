package io.tidemark.domain;

import io.tidemark.domain.Rejection.Reason;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counters of what the application did since it started; any thread may count and read. */
public final class Meters {
    /** The closed list of counters. */
    public enum Meter {
        /** Events that reached a pane. */
        EVENTS("events"),
        /** Records that could not be used and went to the dead-letter topic. */
        REJECTED("rejected"),
        /** Records of a source with a key and without a value, which say that the key is gone; counted here and nowhere else. */
        TOMBSTONES("tombstones"),
        /** Deltas handed to assess. */
        DELTAS("deltas"),
        /** Hand-overs before the commit because the live counts reached their limit. */
        EARLY_HANDOVERS("early_handovers"),
        /** Events counted in an {@code __other__} slice because the limit of slices was reached. */
        OVERFLOWING("slices_overflowing"),
        /** Deltas merged into a window that was closed already. */
        LATE_MERGED("late_merged"),
        /** Events too late for the retention; counted here and nowhere else. */
        LATE_EXPIRED("late_expired"),
        /**
         * Events of slices, or of copies that slices are compared with, that assess no longer takes because it knows too many; they are in
         * the slice of all.
         */
        SLICES_REFUSED("slices_refused"),
        /** Columns that several places of a topic's records come to, and places whose name the mapping gives to another. */
        NAMES_SHARED("names_shared"),
        /** Values that are not measured because their names are beyond a limit: of a topic, a map, a name's length. */
        NAMES_REFUSED("names_refused"),
        /** Values of columns that came on another grid than their pane's and were not added. */
        ON_OTHER_GRID("on_other_grid"),
        /** Readings sent. */
        READINGS("readings"),
        /** Readings judged. */
        JUDGED("judged"),
        /** Readings of slices without a budget of their own: their objective has as many slices as it may have. */
        SLICES_WITHOUT_BUDGET("slices_without_budget"),
        /** Changes and operations that judge took in. */
        TIDINGS("tidings"),
        /** Changes of models that nobody watches. */
        CHANGES_ELSEWHERE("changes_elsewhere"),
        /** Annotations sent. */
        ANNOTATIONS("annotations"),
        /** Alert records sent. */
        ALERTS("alerts"),
        /** Decisions sent. */
        DECISIONS("decisions"),
        /** Letters that a notifier's target took. */
        LETTERS_TAKEN("letters_taken"),
        /** Letters that failed and are tried again. */
        LETTERS_RETRIED("letters_retried"),
        /** Letters that a target refused for good, and that nobody got. */
        LETTERS_REFUSED("letters_refused"),
        /** Alert records that a notifier could not read. */
        ALERTS_UNREADABLE("alerts_unreadable"),
        /** Source partitions held back because the next record's schema is not known and the registry does not answer. */
        PARTITIONS_HELD("partitions_held"),
        /** Source partitions held back no longer. */
        PARTITIONS_RELEASED("partitions_released"),
        /** Drafts of alerts that wait for other slices. */
        DRAFTS_HELD("drafts_held"),
        /** Drafts that wait no longer. */
        DRAFTS_DECIDED("drafts_decided"),
        /** Assess tasks that closed all windows of an ended input. */
        ENDED("ended");

        private final String word;

        Meter(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final LongAdder[] adders = adders(Meter.values().length);
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

    public void add(Meter meter, long count) {
        adders[meter.ordinal()].add(count);
    }

    public long read(Meter meter) {
        return adders[meter.ordinal()].sum();
    }
}
