package io.tidemark.drill;

import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A fault of one kind on what it is done to: pure and seeded, so that the same events become the same faulty ones. */
public sealed interface Fault {
    /** Its kind. */
    FaultKind kind();

    /** What it is done to: a column, two of them with a plus between, a slice, or {@code *} for all. */
    String target();

    /**
     * The fault on its way through a file.
     *
     * @param span the event time in which it is done; events outside are never changed
     * @param seed chooses the rows, where a share of them is hit
     */
    Injection inject(TimeWindow span, long seed);

    /**
     * A share of the rows has no value in a column.
     *
     * @param share of the rows, in (0, 1]
     */
    record Nulls(String target, double share) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.NULLS;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(
                    span, seed, (event, draw) -> draw < share ? event.with(target, Value.MISSING) : event);
        }
    }

    /** A number is multiplied. */
    record UnitChange(String target, double factor) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.UNIT_CHANGE;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(span, seed, (event, draw) -> multiplied(event, target, factor));
        }
    }

    /** Two columns' values change places. */
    record SwappedColumns(String first, String second) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.SWAPPED_COLUMNS;
        }

        @Override
        public String target() {
            return first + "+" + second;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(
                    span,
                    seed,
                    (event, draw) -> event.has(first) && event.has(second)
                            ? event.with(first, event.value(second)).with(second, event.value(first))
                            : event);
        }
    }

    /** A column stays at the last value that it had before the span; at its first one in the span if there was none. */
    record StaleFeature(String target) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.STALE_FEATURE;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            Value[] last = {Value.MISSING};
            return (event, out) -> {
                boolean isHit = span.contains(event.timeMs());
                Value value = event.value(target);
                boolean isBefore = event.timeMs() < span.startMs();
                if (!value.isMissing() && (isBefore || isHit && last[0].isMissing())) {
                    last[0] = value;
                }
                out.accept(isHit ? event.with(target, last[0]) : event);
            };
        }
    }

    /** A share of the rows of one class has another. */
    record ClassRatio(String target, Value from, Value to, double share) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.CLASS_RATIO;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(
                    span,
                    seed,
                    (event, draw) -> draw < share && event.value(target).equals(from) ? event.with(target, to) : event);
        }
    }

    /** One category is called otherwise. */
    record CategoryRenamed(String target, Value from) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.CATEGORY_RENAMED;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            Value renamed = new Value.Text(from.word() + "-renamed");
            return Injection.ofRows(
                    span,
                    seed,
                    (event, draw) -> event.value(target).equals(from) ? event.with(target, renamed) : event);
        }
    }

    /**
     * No event of one slice comes.
     *
     * @param dimension its dimension; {@code version} for the model's version
     * @param value the dimension's value
     */
    record DroppedSlice(String dimension, String value) implements Fault {
        /** The name of the slices that model versions are. */
        public static final String VERSION = "version";

        @Override
        public FaultKind kind() {
            return FaultKind.DROPPED_SLICE;
        }

        @Override
        public String target() {
            return dimension + "=" + value;
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return (event, out) -> {
                String has = dimension.equals(VERSION)
                        ? event.version()
                        : event.dimensions().getOrDefault(dimension, "");
                if (!span.contains(event.timeMs()) || !has.equals(value)) {
                    out.accept(event);
                }
            };
        }
    }

    /**
     * Each event of the span's first hour comes twice, one right behind the other, with the same id.
     *
     * @param lengthMs how long the hour is
     */
    record DuplicatedHour(long lengthMs) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.DUPLICATED_HOUR;
        }

        @Override
        public String target() {
            return "*";
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            TimeWindow hour = new TimeWindow(span.startMs(), span.startMs() + lengthMs);
            return (event, out) -> {
                out.accept(event);
                if (hour.contains(event.timeMs())) {
                    out.accept(event);
                }
            };
        }
    }

    /**
     * The events of the span's first hour come late, in their order: they are held back, all of them in memory.
     *
     * @param lengthMs how long the hour is
     * @param delayMs how much event time after the hour's end goes by before they come
     */
    record LateHour(long lengthMs, long delayMs) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.LATE_HOUR;
        }

        @Override
        public String target() {
            return "*";
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            TimeWindow hour = new TimeWindow(span.startMs(), span.startMs() + lengthMs);
            return new HeldBack(hour, hour.endMs() + delayMs);
        }
    }

    /** Holds back the events of an hour. */
    final class HeldBack implements Injection {
        private final TimeWindow hour;
        private final long comesMs;
        private final List<DrillEvent> held = new ArrayList<>();

        HeldBack(TimeWindow hour, long comesMs) {
            this.hour = hour;
            this.comesMs = comesMs;
        }

        @Override
        public void take(DrillEvent event, Consumer<DrillEvent> out) {
            if (hour.contains(event.timeMs())) {
                held.add(event);
                return;
            }
            out.accept(event);
            if (event.timeMs() >= comesMs) {
                end(out);
            }
        }

        @Override
        public void end(Consumer<DrillEvent> out) {
            held.forEach(out);
            held.clear();
        }
    }

    /** Each request takes longer. */
    record LatencyStep(double factor) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.LATENCY_STEP;
        }

        @Override
        public String target() {
            return ReservedColumn.LATENCY.column();
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(span, seed, (event, draw) -> multiplied(event, target(), factor));
        }
    }

    /** A share of the requests ends in an error. */
    record FailedRequests(double share) implements Fault {
        private static final Value ERROR = new Value.Text("ERROR");

        @Override
        public FaultKind kind() {
            return FaultKind.FAILED_REQUESTS;
        }

        @Override
        public String target() {
            return ReservedColumn.STATUS.column();
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return Injection.ofRows(span, seed, (event, draw) -> draw < share ? event.with(target(), ERROR) : event);
        }
    }

    /** All labels of predictions that were made in the span say something else, whenever they come. */
    record LabelFlip(Flip flip) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.LABEL_FLIP;
        }

        @Override
        public String target() {
            return "label";
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return new FlippedLabels(span, flip);
        }
    }

    /** Events go by, labels of a span are flipped. */
    record FlippedLabels(TimeWindow span, Flip flip) implements Injection {
        @Override
        public void take(DrillEvent event, Consumer<DrillEvent> out) {
            out.accept(event);
        }

        @Override
        public DrillLabel label(DrillLabel label) {
            return span.contains(label.madeMs()) ? label.with(flip.of(label.truth())) : label;
        }
    }

    /** No event comes. */
    record SilentStream() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.SILENT_STREAM;
        }

        @Override
        public String target() {
            return "*";
        }

        @Override
        public Injection inject(TimeWindow span, long seed) {
            return (event, out) -> {
                if (!span.contains(event.timeMs())) {
                    out.accept(event);
                }
            };
        }
    }

    private static DrillEvent multiplied(DrillEvent event, String column, double factor) {
        return event.value(column) instanceof Value.Number number
                ? event.with(column, new Value.Number(number.value() * factor))
                : event;
    }
}
