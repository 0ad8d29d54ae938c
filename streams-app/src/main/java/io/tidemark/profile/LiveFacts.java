package io.tidemark.profile;

import io.tidemark.domain.Fault;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Offenders;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.RequestRule.Result;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Scope;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.Stretch;
import io.tidemark.stats.sketch.IdSample;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the rows of one slice in one pane as a whole. Ids are kept for the slice of all only, records to show also for dependencies.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class LiveFacts {
    private static final int FAULTS = Fault.values().length;
    private static final int SAMPLE_WEIGHT = 100;
    private static final FaultSample[] NO_SAMPLES = {};
    private static final long[] NO_REQUESTS = {};

    private final long lateMs;
    private final boolean keepsRecords;
    private final @Nullable IdSample ids;
    private final List<RequestRule> rules;
    private final long[] requests;
    private final long[] rejected = new long[Reason.values().length];
    private long newestMs = RowFacts.NONE;
    private long late;
    private @Nullable FaultSample[] samples = NO_SAMPLES;
    private RowFacts.Tally passed = RowFacts.Tally.NONE;
    private int idWeight;
    private int growth;

    LiveFacts(QualityRules rules, Scope scope) {
        this.lateMs = rules.limits().lateMs();
        this.keepsRecords = scope.isWhole() || Scope.isDependency(scope.slice());
        this.ids = scope.isWhole() && rules.countsIds() ? new IdSample() : null;
        this.rules = rules.requests();
        this.requests = this.rules.isEmpty() ? NO_REQUESTS : new long[2 * this.rules.size()];
    }

    /** Counts an event; whether it came late. */
    @HotPath
    boolean count(Observation event) {
        newestMs = Math.max(newestMs, event.eventTimeMs());
        if (ids != null && event.idLength() > 0) {
            ids.count(Stretch.longHash(event.idBytes(), event.idOffset(), event.idLength()));
            growth += ids.weight() - idWeight;
            idWeight = ids.weight();
        }
        boolean isLate = event.recordTimeMs() - event.eventTimeMs() > lateMs;
        late += isLate ? 1 : 0;
        return isLate;
    }

    /** Counts what each rule said of an event. */
    @HotPath
    void count(Result[] results) {
        for (int i = 0; i < results.length; i++) {
            requests[2 * i] += results[i] == Result.BAD ? 1 : 0;
            requests[2 * i + 1] += results[i] == Result.NOT_COUNTED ? 0 : 1;
        }
    }

    /** Of so many events of the model that came in the meantime, so many were not read. */
    void pass(long unread, long events) {
        passed = new RowFacts.Tally(unread, events);
    }

    void reject(Reason reason) {
        rejected[reason.ordinal()]++;
    }

    /** Whether a record at that place would be shown for the fault; column −1 is the record as a whole. */
    @HotPath
    boolean wants(int column, Fault fault, long place) {
        if (!keepsRecords) {
            return false;
        }
        int index = index(column, fault);
        FaultSample sample = index < samples.length ? samples[index] : null;
        return sample == null || sample.wants(place);
    }

    private static int index(int column, Fault fault) {
        return (column + 1) * FAULTS + fault.ordinal();
    }

    /** Shows a record for a fault of a column; column −1 with an empty name is the record as a whole. */
    void offer(int column, Offenders.Key key, Offender offender) {
        int index = index(column, key.fault());
        if (index >= samples.length) {
            samples = Arrays.copyOf(samples, Math.max(index + 1, 2 * samples.length));
        }
        FaultSample sample = samples[index];
        if (sample == null) {
            sample = new FaultSample(key);
            samples[index] = sample;
            growth += SAMPLE_WEIGHT;
        }
        sample.offer(offender);
    }

    /** The records with the smallest priorities. */
    private static final class FaultSample {
        private final Offenders.Key key;
        private final Offender[] kept = new Offender[Offenders.MOST];
        private int size;

        FaultSample(Offenders.Key key) {
            this.key = key;
        }

        @HotPath
        boolean wants(long priority) {
            return size < kept.length || priority < kept[size - 1].priority();
        }

        void offer(Offender offender) {
            int at = Math.min(size, kept.length - 1);
            while (at > 0 && kept[at - 1].priority() > offender.priority()) {
                kept[at] = kept[at - 1];
                at--;
            }
            kept[at] = offender;
            size = Math.min(size + 1, kept.length);
        }

        void addTo(Offenders all) {
            for (int i = 0; i < size; i++) {
                all.offer(key, kept[i]);
            }
        }
    }

    /** How many more numbers this holds since the last call, about. */
    @HotPath
    int takeGrowth() {
        int taken = growth;
        growth = 0;
        return taken;
    }

    /** These facts as they are sent; the ids are given away. */
    RowFacts toFacts() {
        Offenders offenders = new Offenders();
        for (FaultSample sample : samples) {
            if (sample != null) {
                sample.addTo(offenders);
            }
        }
        RowFacts facts = new RowFacts(ids == null ? new IdSample() : ids, offenders);
        facts.countTimes(newestMs, late);
        for (Reason reason : Reason.values()) {
            if (rejected[reason.ordinal()] > 0) {
                facts.countRejected(reason, rejected[reason.ordinal()]);
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            if (requests[2 * i + 1] > 0) {
                facts.countRequests(rules.get(i).id(), new RowFacts.Tally(requests[2 * i], requests[2 * i + 1]));
            }
        }
        if (passed.total() > 0) {
            facts.countRequests(RowFacts.UNREAD, passed);
        }
        return facts;
    }
}
