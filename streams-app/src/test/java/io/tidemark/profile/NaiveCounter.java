package io.tidemark.profile;

import io.tidemark.profile.ProfileRules.Allowed;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.TestEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts events the slow way: lists of events, then one event and column after the other, cells by looking at every edge. */
public final class NaiveCounter {
    private static final Object ABSENT = new Object();

    private final ProfileRules rules;
    private final Map<String, Grid> grids;

    public NaiveCounter(ProfileRules rules, Map<String, Grid> grids) {
        this.rules = rules;
        this.grids = grids;
    }

    /** {@link #text} of every gridded column, by {@code STAGE slice @pane column}. */
    public Map<String, String> count(List<TestEvent> events) {
        Map<String, List<TestEvent>> groups = new TreeMap<>();
        for (TestEvent event : events) {
            long pane = Math.floorDiv(event.timeMs(), rules.paneMs()) * rules.paneMs();
            for (String slice : slices(event)) {
                groups.computeIfAbsent(event.stage() + " " + slice + " @" + pane, ignored -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, String> counts = new TreeMap<>();
        groups.forEach((key, group) ->
                grids.forEach((column, grid) -> counts.put(key + " " + column, column(column, grid, group))));
        return counts;
    }

    /** All counts of a column as text. */
    public static String text(Counts counts) {
        StringBuilder text = new StringBuilder("cells=[");
        for (int cell = 0; cell < counts.cellCount(); cell++) {
            text.append(cell == 0 ? "" : " ").append(counts.cell(cell));
        }
        return text.append("] valid=")
                .append(counts.valid())
                .append(" missing=")
                .append(counts.missing())
                .append(" wrong=")
                .append(counts.wrongType())
                .append(" nan=")
                .append(counts.notANumber())
                .append(" inf=")
                .append(counts.infinite())
                .append(" out=")
                .append(counts.outOfRange())
                .append(" min=")
                .append(counts.min())
                .append(" max=")
                .append(counts.max())
                .append(" sum=")
                .append(counts.sum())
                .append(" squares=")
                .append(counts.squares())
                .append(" absent=")
                .append(counts.absent())
                .toString();
    }

    private List<String> slices(TestEvent event) {
        List<String> slices = new ArrayList<>(List.of("*"));
        if (!event.version().isEmpty()) {
            slices.add("version=" + event.version());
        }
        for (List<String> dimensions : rules.slices()) {
            slices.add(String.join(
                    ",",
                    dimensions.stream()
                            .map(name -> name + "=" + dimension(event, name))
                            .toList()));
        }
        return slices;
    }

    private static String dimension(TestEvent event, String name) {
        for (TestEvent.Dimension dimension : event.dimensions()) {
            if (dimension.name().equals(name)) {
                return dimension.text();
            }
        }
        return "(none)";
    }

    private String column(String name, Grid grid, List<TestEvent> events) {
        Sums sums = new Sums(grid.cells());
        for (TestEvent event : events) {
            boolean isReserved = name.equals("prediction") || name.equals("score");
            boolean concerned = isReserved
                    ? event.hasPrediction()
                    : !event.hasPrediction() || !event.features().isEmpty();
            if (concerned) {
                add(value(event, name), grid, rules.allowed().getOrDefault(name, Allowed.ANY), sums);
            }
        }
        return sums.text();
    }

    private static @Nullable Object value(TestEvent event, String name) {
        if (name.equals("prediction")) {
            return event.predicted() == null ? ABSENT : event.predicted();
        }
        if (name.equals("score")) {
            return event.score() == null ? ABSENT : event.score();
        }
        for (TestEvent.Field field : event.features()) {
            if (field.text().equals(name)) {
                return field.value();
            }
        }
        return ABSENT;
    }

    private static void add(@Nullable Object value, Grid grid, Allowed allowed, Sums sums) {
        if (value == null || value == ABSENT) {
            sums.missing++;
            sums.absent += value == ABSENT ? 1 : 0;
        } else if (value instanceof float[]) {
            sums.wrong++;
        } else if (grid instanceof NumberGrid numbers) {
            number(value, numbers, allowed, sums);
        } else if (grid instanceof CategoryGrid categories) {
            String text = text(value, categories.kind());
            int cell = categories.values().indexOf(text);
            if (cell < 0 && categories.kind() == ColumnKind.BOOLEAN) {
                sums.wrong++;
                return;
            }
            sums.cells[cell < 0 ? categories.values().size() : cell]++;
            sums.valid++;
            sums.out += allowed.values().isEmpty() || allowed.values().contains(text) ? 0 : 1;
        }
    }

    private static String text(Object value, ColumnKind kind) {
        if (value instanceof byte[] utf8) {
            return new String(utf8, StandardCharsets.UTF_8);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return text(number.longValue(), kind);
        }
        if (kind == ColumnKind.BOOLEAN && value.equals(0L)) {
            return "false";
        }
        return kind == ColumnKind.BOOLEAN && value.equals(1L) ? "true" : value.toString();
    }

    private static void number(Object value, NumberGrid grid, Allowed allowed, Sums sums) {
        if (!(value instanceof Number || value instanceof Boolean)) {
            sums.wrong++;
            return;
        }
        double number = value instanceof Number given ? given.doubleValue() : value.equals(true) ? 1 : 0;
        if (Double.isNaN(number)) {
            sums.nan++;
        } else if (Double.isInfinite(number)) {
            sums.infinite++;
        } else {
            int cell = 0;
            for (double edge : grid.upperEdges()) {
                cell += edge < number ? 1 : 0;
            }
            sums.cells[cell]++;
            sums.valid++;
            sums.out += number < allowed.min() || number > allowed.max() ? 1 : 0;
            sums.min = Math.min(sums.min, number);
            sums.max = Math.max(sums.max, number);
            double z = Math.max(-256, Math.min(256, (number - grid.center()) / grid.scale()));
            sums.sum += (long) Math.rint(z * 1_048_576);
            sums.squares += (long) Math.rint(z * z * 1_048_576);
        }
    }

    private static final class Sums {
        private final long[] cells;
        private long valid;
        private long missing;
        private long absent;
        private long wrong;
        private long nan;
        private long infinite;
        private long out;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private long sum;
        private long squares;

        Sums(int size) {
            cells = new long[size];
        }

        String text() {
            StringBuilder text = new StringBuilder("cells=[");
            for (int cell = 0; cell < cells.length; cell++) {
                text.append(cell == 0 ? "" : " ").append(cells[cell]);
            }
            return text + "] valid=" + valid + " missing=" + missing + " wrong=" + wrong + " nan="
                    + nan + " inf=" + infinite + " out=" + out + " min=" + min + " max=" + max + " sum=" + sum
                    + " squares=" + squares + " absent=" + absent;
        }
    }
}
