package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.config.ReferenceRule;
import io.tidemark.config.References;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.profile.ProfileRules;
import io.tidemark.profile.Profiler;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.ContentHash;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.RowsReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Makes a reference and its grids from a range of events in two passes: the first finds the cells, the second counts on them exactly,
 * per slice and window.
 */
public final class Pinner {
    /** After so many events in a row beyond the range the rest is not read. */
    private static final long ENOUGH_BEYOND = 10_000;

    /** Counts are handed over after so many events. */
    private static final int HAND_OVER_EVERY = 100_000;

    /** They are also handed over when they hold so many numbers. */
    private static final long MOST_LIVE = 4_000_000;

    /** So many events beyond the range and its late ones say that the log has got past it; one alone may have a wrong clock. */
    private static final int FEWEST_BEYOND = 10;

    /** From so few events on the time that the log has reached is not guessed: one of them may have a wrong clock. */
    private static final int FEWEST_TO_GUESS = 1_000;

    private final Monitor monitor;
    private final ProfileRules rules;
    private final EventScan scan;
    private final byte[] modelUtf8;
    private final byte[] versionUtf8;

    /**
     * A pinner of a monitor's events.
     *
     * @param rules profile's rules with a pane as long as the monitor's window
     */
    public Pinner(Monitor monitor, ProfileRules rules, EventScan scan) {
        this.monitor = monitor;
        this.rules = rules;
        this.scan = scan;
        this.modelUtf8 = monitor.model().getBytes(StandardCharsets.UTF_8);
        this.versionUtf8 = monitor.references().version().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the event is one of the model's, with a time; a topic may carry others. */
    private boolean concerns(Observation event) {
        return isTheModels(event)
                && isOfTheVersion(event)
                && !isTraining(event)
                && !event.request().isOfDependency();
    }

    private boolean isTheModels(Observation event) {
        int at = event.modelOffset();
        boolean isOfModel = event.isOfItsTopic()
                || Arrays.equals(modelUtf8, 0, modelUtf8.length, event.bytes(), at, at + event.modelLength());
        return isOfModel && Profiler.isTimed(event);
    }

    private boolean isOfTheVersion(Observation event) {
        int at = event.versionOffset();
        return versionUtf8.length == 0
                || Arrays.equals(versionUtf8, 0, versionUtf8.length, event.bytes(), at, at + event.versionLength());
    }

    /** Whether the event is one of those that are summed up on their own, and no part of the stream. */
    private boolean isTraining(Observation event) {
        return rules.comparisons().accumulates(event.stage());
    }

    /**
     * Pins the range that the monitor says.
     *
     * @param validFromMs from which event time on the grids hold: a window boundary, or {@link Long#MIN_VALUE}
     * @throws PinFailure if the range holds no events
     */
    public Pin pin(long validFromMs) {
        return pin(() -> validFromMs);
    }

    /**
     * The same, where the time is known when both passes are done.
     *
     * @throws PinFailure if the range holds no events
     */
    public Pin pin(LongSupplier validFrom) {
        return pin(range(), validFrom);
    }

    /**
     * Pins a range.
     *
     * @param range on window boundaries
     * @param validFrom says, when both passes are done, from which event time on the grids hold: a window boundary
     * @throws PinFailure if the range holds no events
     */
    public Pin pin(TimeWindow range, LongSupplier validFrom) {
        Survey survey = new Survey(rules);
        Extent extent = within(range, survey::take);
        if (survey.events() == 0) {
            throw new PinFailure("no event to make a reference of: model=" + monitor.model() + version() + ", range="
                    + text(range) + ", events seen=" + extent.text()
                    + "; state a range that the data covers under reference");
        }
        return pin(range, survey, validFrom);
    }

    /**
     * Pins the range that the monitor says if the log has got past it: what is beyond it, and what may come late, is there.
     *
     * @param validFromMs from which event time on the grids hold: a window boundary, or {@link Long#MIN_VALUE}
     * @return empty if events of the range may still come, or there are none
     */
    public Optional<Pin> pinWhole(long validFromMs) {
        Optional<TimeWindow> range = findRange();
        if (range.isEmpty()) {
            return Optional.empty();
        }
        Survey survey = new Survey(rules);
        Extent extent = within(range.get(), survey::take);
        return survey.events() == 0 || extent.allBeyond() < FEWEST_BEYOND
                ? Optional.empty()
                : Optional.of(pin(range.get(), survey, () -> validFromMs));
    }

    private Pin pin(TimeWindow range, Survey survey, LongSupplier validFrom) {
        SortedMap<String, Grid> grids = survey.grids();
        List<ScopePin> scopes = count(range, grids);
        long validFromMs = validFrom.getAsLong();
        List<Reference> references = references(scopes, range, grids, validFromMs);
        SortedSet<String> slices = new TreeSet<>();
        references.forEach(reference -> slices.add(reference.scope().slice()));
        return new Pin(
                monitor.model(), range, new GridBook.Era(validFromMs, grids), slices, references, survey.events());
    }

    /**
     * Counts the range's events on cells that are there already, in one pass: what is compared with a pin of other events.
     *
     * @return one for each scope; none if the range holds no events
     */
    public List<Reference> count(SortedMap<String, Grid> grids) {
        TimeWindow range = range();
        return references(count(range, grids), range, grids, Long.MIN_VALUE);
    }

    private List<Reference> references(
            List<ScopePin> scopes, TimeWindow range, SortedMap<String, Grid> grids, long validFromMs) {
        Set<String> slices = new HashSet<>();
        scopes.forEach(scope -> slices.add(scope.scope().slice()));
        String id = id(range, grids);
        return scopes.stream()
                .map(scope -> new Reference(
                        id,
                        scope.scope(),
                        range,
                        validFromMs,
                        slices.size(),
                        scope.rows(),
                        scope.columns(),
                        label(scope.events(), Math.max(validFromMs, range.endMs()))))
                .toList();
    }

    private Reference.Label label(long events, long holdsFromMs) {
        References.Lifetime lifetime = monitor.references().lifetime();
        boolean isPublished = monitor.references().held() instanceof ReferenceRule.Published;
        String name = monitor.references().held() instanceof ReferenceRule.Published published
                ? published.name()
                : lifetime.name();
        long expiresMs = lifetime.expiresMs() == Long.MAX_VALUE ? Long.MAX_VALUE : holdsFromMs + lifetime.expiresMs();
        return new Reference.Label(
                isPublished ? Reference.Kind.PUBLISHED : Reference.Kind.PINNED, name, events, 0, expiresMs);
    }

    private String version() {
        String version = monitor.references().version();
        return version.isEmpty() ? "" : ", version=" + version;
    }

    private static String text(TimeWindow range) {
        return Instant.ofEpochMilli(range.startMs()) + ".." + Instant.ofEpochMilli(range.endMs());
    }

    private static String id(TimeWindow range, SortedMap<String, Grid> grids) {
        StringBuilder content = new StringBuilder(text(range));
        grids.forEach((column, grid) ->
                content.append('\n').append(column).append('=').append(grid.id()));
        return ContentHash.hex(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private TimeWindow range() {
        return findRange()
                .orElseThrow(() -> new PinFailure("no event to make a reference of: model=" + monitor.model()
                        + version() + ", events seen=none"));
    }

    /** Empty if there is no event by which to find it. */
    private Optional<TimeWindow> findRange() {
        if (!PinRange.dependsOnFirstEvents(monitor) && !PinRange.isEverything(monitor)) {
            return Optional.of(PinRange.stated(monitor));
        }
        Beginning beginning = new Beginning(rules.paneMs(), PinRange.lengthMs(monitor), monitor);
        scan.scan((event, place) -> !concerns(event) || beginning.take(event.eventTimeMs()));
        return beginning.range();
    }

    /** Takes an event of the range. */
    private interface Taker {
        void take(Observation event, long place);
    }

    private Extent within(TimeWindow range, Taker taker) {
        long stopMs = range.endMs() + monitor.windows().lateness().toMillis();
        Extent extent = new Extent();
        scan.scan((event, place) -> {
            if (!concerns(event)) {
                return true;
            }
            extent.take(event.eventTimeMs());
            if (range.contains(event.eventTimeMs())) {
                taker.take(event, place);
            }
            return extent.countBeyond(stopMs) < ENOUGH_BEYOND;
        });
        return extent;
    }

    private List<ScopePin> count(TimeWindow range, SortedMap<String, Grid> grids) {
        GridBook book = new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, grids)), new TreeSet<>());
        Profiler profiler = new Profiler(List.of(rules), model -> book);
        Map<Scope, ScopePin> scopes = new TreeMap<>();
        Extent latest = new Extent();
        within(range, (event, place) -> {
            profiler.observe(event, place, Long.MAX_VALUE);
            if (latest.take(event.eventTimeMs()) >= HAND_OVER_EVERY || profiler.liveWeight() > MOST_LIVE) {
                takeOver(profiler, scopes, grids, range);
                finish(latest, scopes);
            }
        });
        takeOver(profiler, scopes, grids, range);
        scopes.values().forEach(scope -> scope.finishBefore(range.endMs()));
        return new ArrayList<>(scopes.values());
    }

    /**
     * Counts all training events of the log on grids that were made of others, whatever their time.
     *
     * @param era the grids, and from when on they hold: what the counts are added to
     * @return one for each scope; empty if there are none
     */
    public List<Reference> training(GridBook.Era era, String id) {
        GridBook book = new GridBook(List.of(era), new TreeSet<>());
        Profiler profiler = new Profiler(List.of(rules), model -> book);
        Map<Scope, Profile> sums = new TreeMap<>();
        Extent extent = new Extent();
        scan.scan((event, place) -> {
            if (isTheModels(event) && isTraining(event)) {
                profiler.observe(event, place, Long.MAX_VALUE);
                if (extent.take(event.eventTimeMs()) % HAND_OVER_EVERY == 0 || profiler.liveWeight() > MOST_LIVE) {
                    addTo(sums, profiler);
                }
            }
            return true;
        });
        addTo(sums, profiler);
        return sums.entrySet().stream()
                .map(sum -> training(sum.getKey(), sum.getValue(), extent.range(monitor), era.validFromMs(), id))
                .toList();
    }

    private static void addTo(Map<Scope, Profile> sums, Profiler profiler) {
        for (Delta delta : profiler.handOver()) {
            sums.computeIfAbsent(delta.scope(), scope -> new Profile()).add(delta.profile());
        }
    }

    private static Reference training(Scope scope, Profile sum, TimeWindow range, long validFromMs, String id) {
        SortedMap<String, ColumnReference> columns = new TreeMap<>();
        sum.columns()
                .forEach((column, counts) -> columns.put(column, new ColumnReference(counts, Dispersion.unknown(0))));
        return new Reference(
                id,
                scope,
                range,
                validFromMs,
                1,
                new RowsReference(0, Dispersion.unknown(0)),
                columns,
                new Reference.Label(
                        Reference.Kind.TRAINING, scope.version(), sum.rows().events(), 0, Long.MAX_VALUE));
    }

    /**
     * Windows are complete once the earliest of the latest events is past them: by the latest event of all, a single one ahead of the
     * others would complete windows that have yet to come, and call them empty.
     */
    private void finish(Extent latest, Map<Scope, ScopePin> scopes) {
        if (latest.events() >= FEWEST_TO_GUESS) {
            long complete = latest.firstMs() - monitor.windows().lateness().toMillis() - rules.paneMs();
            scopes.values().forEach(scope -> scope.finishBefore(complete));
            latest.forget();
        }
    }

    private void takeOver(
            Profiler profiler, Map<Scope, ScopePin> scopes, SortedMap<String, Grid> grids, TimeWindow range) {
        for (Delta delta : profiler.handOver()) {
            scopes.computeIfAbsent(delta.scope(), scope -> new ScopePin(scope, grids, range, rules.paneMs()))
                    .add(delta.paneStartMs(), delta.profile());
        }
    }
}
