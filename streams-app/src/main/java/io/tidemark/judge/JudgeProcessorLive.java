package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Change;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Readout;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Status;
import io.tidemark.slo.change.Awaited;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.history.Suggestion;
import io.tidemark.slo.promotion.RunBook;
import io.tidemark.slo.voice.Draft.Newest;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.store.LedgerShelf;
import io.tidemark.store.ModelChanges;
import io.tidemark.store.StoreNames;
import io.tidemark.store.VoiceStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A judge whose task has started it: what it keeps, and where its records go.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class JudgeProcessorLive {
    private final Judge judge;
    private final ChangeDesk desk;
    private final JudgeProcessor.Ways ways;
    private final Meters meters;
    private final ProcessorContext<String, Object> out;
    private final KeyValueStore<String, byte[]> store;
    private final PolicyProcessorState policies;
    private final ChangeMemory changes;
    private final VoiceProcessorState voices;
    private final CorrectionProcessorState corrections;
    private final DeclaredProcessorState declared;
    private final SliceProcessorState slices;
    private final StatusProcessorState statuses;
    private final ForgetfulProcessorState forgetful;
    private final RemovedProcessorState removed;
    private final TriedOutProcessorState triedOut;
    private final RunProcessorState runs;
    private final ReleaseProcessorState releases;
    private final PromotionProcessorState promotions;
    private final LineageProcessorState lineages;
    private final Map<String, Long> heardMs = new HashMap<>();
    private final long startedMs;
    private final Deque<LedgerShelf.Id> toReconsider = new ArrayDeque<>();
    private final Readout.Judging readout;
    private boolean isSettled;
    private boolean isOvertaken;

    JudgeProcessorLive(JudgeProcessor.Core core, ProcessorContext<String, Object> context) {
        KeyValueStore<String, byte[]> told = context.getStateStore(StoreNames.OPERATIONS);
        this.judge = PromotionProcessorState.now(core.judge(), told);
        this.desk = core.desk();
        this.ways = core.ways();
        this.meters = core.meters();
        this.readout = meters.readout().judging();
        this.out = context;
        this.store = context.getStateStore(StoreNames.SLOTS);
        this.changes = new ModelChanges(told);
        RunBook runs = new KnownRunsProcessorState(told, changes);
        this.promotions = new PromotionProcessorState(judge, changes, runs, told);
        this.lineages = new LineageProcessorState(changes, runs, told);
        this.policies = new PolicyProcessorState(judge, this::ledger, store, promotions, lineages);
        this.corrections = new CorrectionProcessorState(judge, told);
        this.declared = new DeclaredProcessorState(judge, told);
        this.slices = new SliceProcessorState(store, told);
        KeyValueStore<String, byte[]> heard = context.getStateStore(StoreNames.VOICES);
        this.voices = new VoiceProcessorState(
                judge, new VoiceStore(heard, core.kept()), meters, context.currentSystemTimeMs());
        this.statuses = new StatusProcessorState(judge);
        this.forgetful = new ForgetfulProcessorState(judge, voices, this::ledger, store, context.currentSystemTimeMs());
        this.removed = new RemovedProcessorState(judge, voices, store);
        this.triedOut = new TriedOutProcessorState(judge, voices, this::ledger, store);
        this.runs = new RunProcessorState(judge, voices, corrections, told, context.currentSystemTimeMs());
        this.releases = new ReleaseProcessorState(judge, changes, this::ledger, told);
        this.startedMs = context.currentSystemTimeMs();
    }

    /** Once, before anything is heard: what the file has no more, or means otherwise, is over. */
    private void settle(long clockMs) {
        if (isSettled) {
            return;
        }
        isSettled = true;
        triedOut.settle();
        PolicyProcessorState.News left = policies.settle(
                removed.meantOtherwise(), (key, text) -> closed(key, Alert.Reason.SLO_CHANGED, text), clockMs);
        left.alerts().forEach(this::send);
        sendDecisions(left);
        removed.closeOtherwise(clockMs).forEach(this::send);
        tell(releases.settle(clockMs), clockMs);
        send(removed.next(clockMs));
        toReconsider.addAll(LedgerShelf.all(store));
        send(runs.settle(clockMs));
    }

    private List<Alert> closed(String dedupKey, Alert.Reason why, String text) {
        return voices.close(dedupKey, why, out.currentSystemTimeMs()).stream()
                .map(alert -> alert.withSummary(text))
                .toList();
    }

    private void send(RemovedProcessorState.Farewell farewell) {
        farewell.closing().forEach(this::send);
        long timeMs = out.currentSystemTimeMs();
        farewell.dedupKeys().forEach(key -> out.forward(new Record<>(key, null, timeMs), ways.state()));
        for (LedgerShelf.Id id : farewell.ledgers()) {
            forget(new SloStatus.Key(id.model(), id.objective(), id.slice()), timeMs);
            judge.objective(id.model(), id.objective())
                    .ifPresentOrElse(
                            objective -> slices.forget(objective, id.slice()),
                            () -> slices.forget(id.model(), id.objective()));
        }
        annotate(farewell.annotations());
    }

    /** Some at a time: ledgers that an edited objective concerns say so, though nothing comes of their slice. */
    private void reconsiderSome(long clockMs) {
        Set<String> models = new TreeSet<>();
        for (int i = 0; i < RemovedProcessorState.MOST && !toReconsider.isEmpty(); i++) {
            LedgerShelf.Id id = toReconsider.remove();
            judge.objective(id.model(), id.objective())
                    .filter(objective -> objective.subject().slices().include(id.slice()))
                    .ifPresent(objective -> reconsider(objective, id.slice(), clockMs));
            models.add(id.model());
        }
        models.forEach(model -> voices.release(model, this::dressed, clockMs).forEach(this::send));
        if (toReconsider.isEmpty()) {
            promotions.ready().forEach(model -> sendDecisions(policies.again(model, clockMs)));
        }
    }

    void hear(Reading reading) {
        long clockMs = out.currentSystemTimeMs();
        settle(clockMs);
        compare(reading.scope().model(), clockMs);
        String model = reading.scope().model();
        if (reading.rows() > 0) {
            heardMs.put(model, clockMs);
        }
        List<Awaited.Heard> arrived = desk.listen(reading, changes);
        annotate(ChangeDesk.arrivals(model, arrived, clockMs));
        voices.hear(reading);
        readout.hear(reading);
        for (Objective objective : judge.concerned(reading)) {
            if (isAwaited(objective, reading)) {
                continue;
            }
            if (slices.admits(objective, reading.scope().slice())) {
                judge(objective, releases.seen(objective, reading), clockMs);
            } else {
                meters.add(Meter.SLICES_WITHOUT_BUDGET, 1);
                annotate(slices.refused(objective, reading, clockMs));
            }
        }
        tell(releases.hear(model, arrived, clockMs), clockMs);
        voices.release(model, this::dressed, clockMs).forEach(this::send);
        boolean isNewVersion = lineages.hear(reading);
        if (promotions.hear(reading) || isNewVersion) {
            sendDecisions(policies.again(model, clockMs));
        }
        meters.add(Meter.JUDGED, 1);
    }

    /** Labels are awaited: so the newest slot is the newest of which something is known, and burns as of then. */
    private static boolean isAwaited(Objective objective, Reading reading) {
        return reading.comparison().isOfLabels()
                && objective.indicator().cells(reading).otherwise() == Verdict.IMMATURE
                && objective.indicator().cells(reading).total() == 0;
    }

    /** Alerts of releases, and windows that count otherwise now. */
    private void tell(ReleaseProcessorState.News news, long clockMs) {
        for (ReleaseProcessorState.Recount recount : news.recounts()) {
            judge(recount.objective(), recount.reading(), clockMs);
        }
        news.alerts().forEach(alert -> voices.ownTerms(lineages.dress(alert)).forEach(this::send));
    }

    /** Other corrections in the monitor file concern every ledger, also those of which nothing comes any more. */
    private void compare(String model, long clockMs) {
        List<Annotation> news = declared.news(model, clockMs);
        annotate(news);
        if (!news.isEmpty()) {
            reconsider(model, clockMs);
        }
    }

    private void judge(Objective objective, Reading reading, long clockMs) {
        Ledger ledger = ledger(objective, reading.scope().slice());
        Suggestion.Week before = triedOut.before(objective, ledger, reading);
        Outcome outcome = judge.judge(objective, ledger, reading, clockMs);
        ledger.keep();
        triedOut.heard(objective, reading, before, outcome.posted());
        for (Alert alert : outcome.alerts()) {
            ChangeDesk.Explained explained = desk.explain(alert, objective, changes);
            voices.take(lineages.dress(explained.alert()), newest(objective, ledger, alert), clockMs);
            annotate(explained.annotations());
        }
        tell(objective, reading, outcome, clockMs);
    }

    /** What a ledger comes to besides its alerts. */
    private void tell(Objective objective, Reading reading, Outcome outcome, long clockMs) {
        annotate(outcome.annotations());
        send(policies.heard(objective, reading.scope(), outcome.posted(), clockMs));
        if (outcome.posted().hasChanged()) {
            send(stands(objective, reading.scope(), outcome.posted().status(), clockMs));
        }
    }

    /** How an objective stands, told to who looks from outside too. */
    private SloStatus stands(Objective objective, Scope scope, Status status, long clockMs) {
        SloStatus told = statuses.of(objective, scope, status, clockMs);
        promotions.tell(told);
        readout.tell(new Readout.Standing(
                told,
                status.tiers().stream()
                        .map(tier -> new Readout.Tier(tier.severity(), tier.burns()))
                        .toList()));
        return told;
    }

    /** How the newest slot is as to what an alert says: for one of silence it is bad while there are no data. */
    private static Newest newest(Objective objective, Ledger ledger, Alert alert) {
        String silence = DedupKey.ofSilence(objective, alert.promise().scope().slice(), alert.severity());
        boolean isBad = alert.dedupKey().equals(silence) ? ledger.silence().isOpen() : ledger.isBadNow();
        return isBad ? Newest.BAD : Newest.CALM;
    }

    private Alert dressed(Alert alert) {
        return judge.objective(alert.promise().scope().model(), alert.promise().objective())
                .map(objective -> policies.dress(objective, alert))
                .orElse(alert);
    }

    private Ledger ledger(Objective objective, String slice) {
        Objective.Subject subject = objective.subject();
        return Ledger.open(
                judge.terms(objective, new Scope(subject.model(), subject.stage(), slice)),
                corrections.of(objective, slice),
                new LedgerShelf(store, Judge.key(objective, slice)));
    }

    void take(Change change) {
        long clockMs = out.currentSystemTimeMs();
        settle(clockMs);
        List<Annotation> noted = desk.take(change, changes, clockMs);
        annotate(noted);
        if (!noted.isEmpty()) {
            tell(releases.take(change, clockMs), clockMs);
            PromotionProcessorState.Switch switched = promotions.take(change, clockMs);
            annotate(switched.annotations());
            isOvertaken |= switched.isSwitched();
            if (!change.concernsAllModels()) {
                sendDecisions(policies.after(change.model(), clockMs));
            }
        }
    }

    /** Whether other objectives are meant from now on: what is kept stays, and another one has to go on with it. */
    boolean isOvertaken() {
        return isOvertaken;
    }

    void take(RunReport report) {
        long clockMs = out.currentSystemTimeMs();
        settle(clockMs);
        send(runs.take(report, clockMs));
        if (report.phase().isEnd()) {
            sendDecisions(policies.after(report.model(), clockMs));
        }
    }

    private void send(RunProcessorState.News news) {
        news.alerts().forEach(this::send);
        annotate(news.annotations());
        for (SloStatus status : news.statuses()) {
            promotions.tell(status);
            readout.tell(new Readout.Standing(status, List.of()));
            send(status);
        }
        long timeMs = out.currentSystemTimeMs();
        news.forgotten().forEach(key -> out.forward(new Record<>(key, null, timeMs), ways.state()));
        news.withdrawn().forEach(key -> forget(key, timeMs));
    }

    void take(Operation operation) {
        long clockMs = out.currentSystemTimeMs();
        settle(clockMs);
        if (operation.kind() == Operation.Kind.CORRECT || operation.kind() == Operation.Kind.END_CORRECTION) {
            annotate(OperationNotes.of(operation, corrections.take(operation), clockMs));
            reconsider(operation.model(), clockMs);
            send(runs.reconsider(operation.model(), clockMs));
            return;
        }
        VoiceProcessorState.News news = voices.take(operation, clockMs);
        news.alerts().forEach(this::send);
        annotate(news.annotations());
    }

    /** Looks at all ledgers of a model again: those that a correction concerns say so at once. */
    private void reconsider(String model, long clockMs) {
        for (Objective objective : judge.objectives(model)) {
            for (String slice : LedgerShelf.slices(store, Judge.key(objective, ""))) {
                reconsider(objective, slice, clockMs);
            }
        }
        voices.release(model, this::dressed, clockMs).forEach(this::send);
    }

    private void reconsider(Objective objective, String slice, long clockMs) {
        Ledger ledger = ledger(objective, slice);
        if (ledger.isReconsidered()) {
            Objective.Subject subject = objective.subject();
            stands(objective, new Scope(subject.model(), subject.stage(), slice), ledger.status(), clockMs);
            return;
        }
        Judge.Again again = judge.reconsider(objective, ledger, slice, clockMs);
        ledger.keep();
        for (Alert alert : again.outcome().alerts()) {
            voices.takeLate(lineages.dress(alert), newest(objective, ledger, alert), clockMs);
        }
        tell(objective, again.reading(), again.outcome(), clockMs);
    }

    /** The task ends. */
    void end() {
        readout.end();
    }

    /** Looks at the clock. */
    void tick(long clockMs) {
        settle(clockMs);
        if (!removed.isOver()) {
            send(removed.next(clockMs));
        }
        reconsiderSome(clockMs);
        voices.tick(this::dressed, clockMs).forEach(this::send);
        send(policies.tick(clockMs, voices::standing));
        forgetful.tick(clockMs).forEach(this::send);
        annotate(triedOut.tick(clockMs));
        send(runs.tick(clockMs));
        judge.models().forEach(model -> lookFor(model, clockMs));
    }

    /** While no reading comes, the clock tells which versions should have been seen; while some do, they tell. */
    private void lookFor(String model, long clockMs) {
        long graceMs = releases.graceMs(model);
        if (graceMs > 0 && clockMs - heardMs.getOrDefault(model, startedMs) >= graceMs) {
            List<Awaited.Heard> missing = desk.tick(model, changes, graceMs, clockMs);
            annotate(ChangeDesk.arrivals(model, missing, clockMs));
            tell(releases.hear(model, missing, clockMs), clockMs);
        }
    }

    /** Its last words, and then nothing more on the compacted topics. */
    private void send(ForgetfulProcessorState.Forgotten forgotten) {
        slices.forget(forgotten.objective(), forgotten.slice());
        triedOut.forget(forgotten.objective(), forgotten.slice());
        forgotten.closing().forEach(this::send);
        long timeMs = out.currentSystemTimeMs();
        forgotten.dedupKeys().forEach(key -> out.forward(new Record<>(key, null, timeMs), ways.state()));
        forget(StatusProcessorState.key(forgotten.objective(), forgotten.slice()), timeMs);
        if (forgotten.slice().equals(Scope.ALL)) {
            PolicyProcessorState.News left = policies.expire(
                    forgotten.objective(), (step, text) -> closed(step, Alert.Reason.EXPIRED, text), timeMs);
            left.alerts().forEach(this::send);
            sendDecisions(left);
        }
    }

    private void forget(SloStatus.Key key, long timeMs) {
        readout.forget(key);
        promotions.forget(key);
        out.forward(new Record<>(key.text(), null, timeMs), ways.status());
    }

    private void send(PolicyProcessorState.News news) {
        news.alerts().forEach(alert -> voices.besides(alert).forEach(this::send));
        sendDecisions(news);
    }

    private void sendDecisions(PolicyProcessorState.News news) {
        annotate(news.annotations());
        for (String model : news.withdrawn()) {
            out.forward(new Record<>(model, null, out.currentSystemTimeMs()), ways.decisions());
        }
        for (PolicyDecision decision : news.decisions()) {
            meters.add(Meter.DECISIONS, 1);
            out.forward(
                    new Record<>(decision.model(), decision, Math.max(0, decision.metricTimeMs())), ways.decisions());
        }
    }

    /** What is only tried out goes nowhere else; a heartbeat changes no state. */
    private void send(Alert alert) {
        meters.add(Meter.ALERTS, 1);
        triedOut.told(alert);
        promotions.told(alert);
        Record<String, Object> message =
                new Record<>(alert.dedupKey(), alert, alert.times().metricTimeMs());
        out.forward(message, alert.isDryRun() ? ways.dryRun() : ways.alerts());
        if (!alert.isDryRun() && alert.transition().notice() != Alert.Notice.HEARTBEAT) {
            out.forward(message, ways.state());
        }
    }

    private void send(SloStatus status) {
        out.forward(
                new Record<>(
                        status.key().text(), status, Math.max(0, status.window().endMs())),
                ways.status());
    }

    private void annotate(List<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            meters.add(Meter.ANNOTATIONS, 1);
            long timeMs = Math.max(0, annotation.times().fromMs());
            out.forward(new Record<>(annotation.subject().model(), annotation, timeMs), ways.annotations());
        }
    }
}
