package io.tidemark.query;

import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.Grid;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.topology.MonitorRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a model is watched by: its columns and their grids, its versions, and what it is compared with. Any thread may ask. */
public final class ModelFacts {
    private final Questions questions;
    private final Monitored monitored;

    public ModelFacts(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * A model.
     *
     * @param monitor how it is watched
     * @param retention how long its counts are kept
     * @param closedThroughMs end of its last closed window; {@link Long#MIN_VALUE} before the first
     * @param scopes its slices, of both stages
     * @param reference what it is compared with
     */
    public record Model(
            Monitor monitor,
            Retention retention,
            long closedThroughMs,
            List<ScopeProgress> scopes,
            List<Column> columns,
            ReferenceState reference) {}

    /**
     * A column.
     *
     * @param kind empty where it is neither declared nor known from a grid
     * @param grids that it has had, the newest last
     */
    public record Column(String name, Optional<ColumnKind> kind, Disclosure disclosure, List<Held> grids) {}

    /**
     * A grid, and from which event time on rows are counted on it.
     *
     * @param validFromMs {@link Long#MIN_VALUE} for always
     */
    public record Held(long validFromMs, String gridId, int cells) {}

    /**
     * A reference of a scope.
     *
     * @param standing whether it holds at the end of what is closed
     */
    public record Named(Reference reference, ReferenceState.Standing standing) {}

    /**
     * What is known of a model.
     *
     * @throws Refused if there is none of that name
     */
    public Answer<Model> model(String model) {
        Monitor monitor = monitored.monitor(model);
        Retention retention = MonitorRules.assess(monitor, 0).retention();
        return questions.ask(view -> {
            Scope whole = new Scope(model, Stage.SERVING, Scope.ALL);
            int home = monitored.partition(whole);
            long closed = view.ifThere(
                    Kept.PROGRESS, home, store -> ProgressStore.closedThrough(store, model), Long.MIN_VALUE);
            List<Reference> held = view.ifThere(
                    Kept.REFERENCES, home, store -> ReferenceStore.versions(store, whole), List.<Reference>of());
            return new Model(
                    monitor,
                    retention,
                    closed,
                    scopes(view, model),
                    columns(view, model),
                    ReferenceState.of(monitor, held, lastStart(closed, retention)));
        });
    }

    private static long lastStart(long closedThroughMs, Retention retention) {
        return closedThroughMs == Long.MIN_VALUE ? Long.MIN_VALUE : closedThroughMs - retention.windowMs();
    }

    private List<ScopeProgress> scopes(View view, String model) {
        List<ScopeProgress> scopes = new ArrayList<>();
        for (int partition = 0; partition < monitored.partitions(); partition++) {
            scopes.addAll(view.ifThere(
                    Kept.PROGRESS, partition, store -> ProgressStore.scopes(store, model), List.<ScopeProgress>of()));
        }
        scopes.sort(Comparator.comparing(ScopeProgress::scope));
        return scopes;
    }

    /** The columns of a model, by name: those with a grid, and those that its last day had. */
    public Answer<List<Column>> columns(String model) {
        monitored.monitor(model);
        return questions.ask(view -> columns(view, model));
    }

    private List<Column> columns(View view, String model) {
        Scope whole = new Scope(model, Stage.SERVING, Scope.ALL);
        SpanProfile lastDay = view.ifThere(
                Kept.PROFILES, monitored.partition(whole), ignored -> lastDay(view, whole), new SpanProfile());
        GridBook book = monitored.grids().book(model);
        return Profiles.names(book, lastDay).stream()
                .map(name -> column(model, name, book))
                .toList();
    }

    private SpanProfile lastDay(View view, Scope whole) {
        try {
            Spans spans = new Spans(monitored, view);
            return spans.sum(whole, spans.range(whole, AskedRange.LAST_DAY));
        } catch (Refused nothingYet) {
            return new SpanProfile();
        }
    }

    private Column column(String model, String name, GridBook book) {
        Monitor monitor = monitored.monitor(model);
        List<Held> grids = new ArrayList<>();
        Optional<ColumnKind> kind =
                Optional.ofNullable(monitor.columns().kinds().get(name));
        for (GridBook.Era era : book.eras()) {
            Grid grid = era.grids().get(name);
            if (grid != null) {
                kind = Optional.of(grid.kind());
                grids.add(new Held(era.validFromMs(), grid.id(), grid.cells()));
            }
        }
        return new Column(name, kind, monitor.redacts(name) ? Disclosure.REDACTED : Disclosure.SHOWN, grids);
    }

    /** The versions of a model that were seen, by stage and name. */
    public Answer<List<ScopeProgress>> versions(String model) {
        monitored.monitor(model);
        return questions.ask(view -> scopes(view, model).stream()
                .filter(known -> known.scope().isVersion())
                .toList());
    }

    /**
     * The references of a scope, by kind and by the time from which on they hold.
     *
     * @throws Refused if the scope was never seen
     * @throws Unavailable if nobody can say now
     */
    public Answer<List<Named>> references(Scope scope) {
        monitored.monitor(scope.model());
        return questions.ask(view -> {
            Spans spans = new Spans(monitored, view);
            spans.known(scope);
            long start = spans.closedThroughMs(scope)
                    - spans.retention(scope.model()).windowMs();
            List<Named> all = new ArrayList<>();
            for (Kind kind : List.of(Kind.PINNED, Kind.TRAINING, Kind.LAUNCH)) {
                List<Reference> versions = ReferenceStore.versions(
                        ViewStore.text(view, Kept.REFERENCES, monitored.partition(scope)), scope, kind);
                versions.forEach(one -> all.add(new Named(one, ReferenceState.of(one, versions, start))));
            }
            return all;
        });
    }
}
