package io.tidemark.query;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.query.ColumnProfile.Disclosure;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the events of any scope were like in any closed range. Any thread may ask. */
public final class Profiles {
    private final Questions questions;
    private final Monitored monitored;

    public Profiles(Questions questions, Monitored monitored) {
        this.questions = questions;
        this.monitored = monitored;
    }

    /**
     * Which columns.
     *
     * @param named empty for all
     * @param after names after that one only; empty for all
     * @param limit so many at most
     */
    public record Page(List<String> named, String after, int limit) {}

    /**
     * A scope in a range.
     *
     * @param range as it was answered
     * @param rows how many events
     * @param status how requests ended, where the monitor counts that
     * @param facts of the rows as a whole; empty where no window is kept any more
     * @param columns a page of them, by name
     * @param hasMore whether there are columns after the last
     */
    public record Profile(
            TimeWindow range,
            Rows rows,
            StatusCounts status,
            Optional<Spans.Facts> facts,
            List<ColumnProfile> columns,
            boolean hasMore) {}

    /**
     * The profile of a scope.
     *
     * @throws Refused if the scope was never seen, a column is not known, or the range is not kept
     * @throws Unavailable if nobody can say now
     */
    public Answer<Profile> profile(Scope scope, AskedRange asked, Page page) {
        monitored.monitor(scope.model());
        return questions.ask(view -> profile(new Spans(monitored, view), scope, asked, page));
    }

    private Profile profile(Spans spans, Scope scope, AskedRange asked, Page page) {
        spans.known(scope);
        TimeWindow range = spans.range(scope, asked);
        SpanProfile sum = spans.sum(scope, range);
        GridBook book = monitored.grids().book(scope.model());
        SortedSet<String> names = names(book, sum, page.named());
        List<ColumnProfile> columns = names.stream()
                .filter(name -> name.compareTo(page.after()) > 0)
                .limit(page.limit())
                .map(name -> ColumnProfile.of(name, sum, book.grids(name), disclosure(scope.model(), name)))
                .toList();
        boolean hasMore = !columns.isEmpty()
                && !names.last().equals(columns.get(columns.size() - 1).name());
        return new Profile(
                range, sum.rows(), monitored.statuses(scope.model(), sum), spans.facts(scope, range), columns, hasMore);
    }

    /** Columns with a grid, and those that the span has. */
    static SortedSet<String> names(GridBook book, SpanProfile span) {
        SortedSet<String> known = new TreeSet<>(span.columns().keySet());
        book.eras().forEach(era -> known.addAll(era.grids().keySet()));
        return known;
    }

    private static SortedSet<String> names(GridBook book, SpanProfile span, List<String> named) {
        SortedSet<String> known = names(book, span);
        named.forEach(name -> requireKnown(name, known));
        return named.isEmpty() ? known : new TreeSet<>(named);
    }

    static void requireKnown(String column, SortedSet<String> known) {
        if (!known.contains(column)) {
            throw Refused.unknown("column", column, List.copyOf(known));
        }
    }

    private Disclosure disclosure(String model, String column) {
        return monitored.monitor(model).redacts(column) ? Disclosure.REDACTED : Disclosure.SHOWN;
    }
}
