package io.tidemark.query;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.SpanProfile;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How requests ended, out of the counts of column {@code status}. What the reference never had shares one cell: it is told apart where only one status can be
 * in it.
 *
 * @param known how often each status came that can be told apart; empty if nothing is known of statuses
 * @param other rows of the statuses that cannot
 */
public record StatusCounts(Map<RequestStatus, Long> known, long other) {
    /** Nothing is known. */
    public static final StatusCounts NONE = new StatusCounts(Map.of(), 0);

    public StatusCounts {
        known = Collections.unmodifiableMap(known.isEmpty() ? Map.of() : new EnumMap<>(known));
    }

    static StatusCounts of(SpanProfile span, GridBook book) {
        String column = ReservedColumn.STATUS.column();
        Map<String, Counts> all = span.columns().getOrDefault(column, Collections.emptySortedMap());
        StatusCounts sum = NONE;
        for (Counts counts : all.values()) {
            Grid grid = book.grids(column).get(counts.gridId());
            if (!(grid instanceof CategoryGrid categories) || !counts.isOn(grid)) {
                return NONE;
            }
            sum = sum.plus(of(categories, counts));
        }
        return sum;
    }

    private static StatusCounts of(CategoryGrid grid, Counts counts) {
        Map<RequestStatus, Long> known = new EnumMap<>(RequestStatus.class);
        List<RequestStatus> apart = Arrays.stream(RequestStatus.values())
                .filter(status -> grid.values().contains(status.name()))
                .toList();
        apart.forEach(status -> known.put(status, counts.cell(grid.cell(status.name()))));
        long rest = counts.valid()
                - known.values().stream().mapToLong(Long::longValue).sum();
        List<RequestStatus> others = Arrays.stream(RequestStatus.values())
                .filter(status -> !apart.contains(status))
                .toList();
        if (rest == 0 || others.size() == 1) {
            others.forEach(status -> known.put(status, rest));
            return new StatusCounts(known, 0);
        }
        return new StatusCounts(known, rest);
    }

    /** Statuses that can be told apart in both. */
    private StatusCounts plus(StatusCounts more) {
        if (this == NONE) {
            return more;
        }
        Map<RequestStatus, Long> both = new EnumMap<>(RequestStatus.class);
        long left = other + more.other;
        for (RequestStatus status : RequestStatus.values()) {
            long mine = known.getOrDefault(status, 0L);
            long theirs = more.known.getOrDefault(status, 0L);
            if (known.containsKey(status) && more.known.containsKey(status)) {
                both.put(status, mine + theirs);
            } else {
                left += mine + theirs;
            }
        }
        return new StatusCounts(both, left);
    }
}
