package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Annotation;
import io.tidemark.judge.GivenUp.Extent;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.voice.Voice.Speaker;
import io.tidemark.store.LedgerShelf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes leave of what the file had when the stores were written and has no more: objectives, and slices of objectives. What people take for
 * open of it is closed, its ledgers and voices are forgotten. It goes by the stores alone, so it needs no further reading; what is said is
 * in one transaction with what is forgotten, so it is said once.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class RemovedProcessorState {
    /** Most ledgers, and most voices, that are forgotten at a time, so that no transaction takes for ever. */
    static final int MOST = 1_000;

    private final Judge judge;
    private final VoiceProcessorState voices;
    private final KeyValueStore<String, byte[]> store;
    private boolean isOver;

    RemovedProcessorState(Judge judge, VoiceProcessorState voices, KeyValueStore<String, byte[]> store) {
        this.judge = judge;
        this.voices = voices;
        this.store = store;
    }

    /**
     * What is said of what is gone.
     *
     * @param closing alerts that people take for open
     * @param dedupKeys the alerts that are forgotten
     * @param ledgers the ledgers that are forgotten
     * @param annotations what is written down, one an objective
     */
    record Farewell(
            List<Alert> closing, List<String> dedupKeys, List<LedgerShelf.Id> ledgers, List<Annotation> annotations) {}

    /** Whether nothing is left of what is gone. */
    boolean isOver() {
        return isOver;
    }

    /** Takes leave of at most {@value #MOST} voices and ledgers. O(voices + ledgers). */
    Farewell next(long clockMs) {
        Farewell farewell = new Farewell(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, GivenUp> gone = new TreeMap<>();
        List<Speaker> silent = voices.speakers().stream()
                .filter(one -> !judge.keeps(one.model(), one.objective(), one.slice()))
                .limit(MOST)
                .toList();
        for (Speaker speaker : silent) {
            GivenUp givenUp = of(gone, speaker.model(), speaker.objective());
            for (Alert alert : voices.expire(speaker.dedupKey(), Reason.SLO_CHANGED, clockMs)) {
                farewell.closing.add(givenUp.closed(alert));
            }
            farewell.dedupKeys.add(speaker.dedupKey());
        }
        LedgerShelf.all(store).stream()
                .filter(id -> !judge.keeps(id.model(), id.objective(), id.slice()))
                .limit(MOST)
                .forEach(farewell.ledgers::add);
        for (LedgerShelf.Id id : farewell.ledgers) {
            of(gone, id.model(), id.objective()).ledger(id.slice(), Ledger.erase(new LedgerShelf(store, id.key())));
        }
        isOver = silent.size() < MOST && farewell.ledgers.size() < MOST;
        gone.values().forEach(givenUp -> farewell.annotations.add(givenUp.annotation(clockMs)));
        return farewell;
    }

    private GivenUp of(Map<String, GivenUp> gone, String model, String objective) {
        Extent extent = judge.objective(model, objective).isEmpty() ? Extent.OBJECTIVE : Extent.SLICES;
        return gone.computeIfAbsent(model + "|" + objective, unused -> new GivenUp(model, objective, extent));
    }

    /** The objectives that people were told of as tried out and that are meant now, or the other way round. O(voices). */
    Set<Objective> meantOtherwise() {
        Set<Objective> found = new HashSet<>();
        for (Speaker speaker : voices.speakers()) {
            otherwise(speaker).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Objective> otherwise(Speaker speaker) {
        return judge.objective(speaker.model(), speaker.objective())
                .filter(objective -> voices.open(speaker.dedupKey()).stream()
                        .anyMatch(open -> open.isDryRun() != Policies.isDryRun(objective)));
    }

    /** Closes what they were told as it is not meant any more; it may open again as it is meant now. O(voices). */
    List<Alert> closeOtherwise(long clockMs) {
        List<Alert> closing = new ArrayList<>();
        for (Speaker speaker : voices.speakers()) {
            otherwise(speaker).ifPresent(objective -> {
                String why = Policies.isDryRun(objective) ? "only tried out from now on" : "no longer only tried out";
                voices.close(speaker.dedupKey(), Reason.SLO_CHANGED, clockMs)
                        .forEach(alert -> closing.add(GivenUp.inWords(alert, why)));
            });
        }
        return closing;
    }
}
