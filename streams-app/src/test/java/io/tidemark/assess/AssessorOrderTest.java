package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.era;
import static io.tidemark.assess.AssessorBench.library;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.profile;
import static io.tidemark.assess.AssessorBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Reading;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.testkit.Cases;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told depends on the events, not on the order in which partitions bring them. */
class AssessorOrderTest {
    private static final int PARTITIONS = 3;
    private static final int MINUTES = 40;
    private static final int SCHEMA_ID = 7;

    private final Serializer<Reading> bytes = new ReadingSerde(SCHEMA_ID).serializer();

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void orderOfPartitionsChangesNoByte(Cases cases) {
        List<List<Partial>> partitions = partitions(cases);
        List<Partial> oneAfterTheOther =
                partitions.stream().flatMap(List::stream).toList();

        List<String> expected = hex(run(oneAfterTheOther));

        assertThat(expected).hasSizeBetween(MINUTES, 2 * MINUTES);
        for (int shuffle = 0; shuffle < 3; shuffle++) {
            assertThat(hex(run(shuffled(partitions, cases)))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void latePartitionLosesNoRow(Cases cases) {
        List<List<Partial>> partitions = partitions(cases);
        Map<String, Long> expected = finalRows(run(shuffled(partitions, cases)).told());
        List<Partial> late = new ArrayList<>();
        late.add(new Mark("in-2", Long.MIN_VALUE, 0, State.IDLE));
        late.addAll(shuffled(partitions.subList(0, 2), cases));
        late.addAll(partitions.get(2));

        AssessorBench bench = run(late);

        Map<String, Long> rows = finalRows(bench.told());
        expected.forEach((window, count) -> assertThat(rows).containsEntry(window, count));
        assertThat(bench.meters.read(Meter.LATE_MERGED)).isPositive();
        assertThat(bench.meters.read(Meter.LATE_EXPIRED)).isZero();
    }

    private static AssessorBench run(List<Partial> partials) {
        AssessorBench bench = new AssessorBench(
                library(era(Long.MIN_VALUE, QUARTERS)), rules("fraud", column -> 0, "in-0", "in-1", "in-2"));
        bench.refer(pinned(WHOLE, -10, 0));
        for (Partial partial : partials) {
            if (partial instanceof Delta delta) {
                bench.take(delta);
            } else if (partial instanceof Mark mark) {
                bench.take(mark);
            }
        }
        return bench;
    }

    private List<String> hex(AssessorBench bench) {
        return bench.told().stream()
                .map(reading -> HexFormat.of().formatHex(bytes.serialize("readings", reading)))
                .toList();
    }

    /** Rows of each window by its highest revision. */
    private static Map<String, Long> finalRows(List<Reading> told) {
        Map<String, Long> rows = new TreeMap<>();
        for (Reading reading : told) {
            rows.put(reading.scope().slice() + "@" + reading.window().startMs(), reading.rows());
        }
        return rows;
    }

    /** Three partitions of deltas and marks; within a partition event times go back by less than the lateness. */
    private static List<List<Partial>> partitions(Cases cases) {
        List<List<Partial>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Partial> partials = new ArrayList<>();
            for (int minute = 0; minute < MINUTES; minute++) {
                addMinute(partials, minute, cases);
                partials.add(mark(partition, at(minute) + cases.below(60_000), State.FLOWING));
            }
            partials.add(mark(partition, at(MINUTES) - 1, State.ENDED));
            partitions.add(partials);
        }
        return partitions;
    }

    private static void addMinute(List<Partial> partials, int minute, Cases cases) {
        for (int delta = 0; delta < 2; delta++) {
            long pane = at(minute) + cases.below(3) * 20_000L;
            long[] cells = {cases.below(300), cases.below(300), cases.below(300), cases.below(300)};
            partials.add(new Delta(WHOLE, pane, profile(counts(QUARTERS, cells))));
            if (cases.below(3) == 0) {
                partials.add(new Delta(EU, pane, profile(counts(QUARTERS, cells))));
            }
        }
    }

    private static Mark mark(int partition, long newestMs, State state) {
        return new Mark("in-" + partition, newestMs, 0, state);
    }

    /** Any interleaving that keeps each partition's own order. */
    private static List<Partial> shuffled(List<List<Partial>> partitions, Cases cases) {
        List<Integer> open = new ArrayList<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            for (int i = 0; i < partitions.get(partition).size(); i++) {
                open.add(partition);
            }
        }
        int[] next = new int[partitions.size()];
        List<Partial> mixed = new ArrayList<>();
        for (int index : cases.permutation(open.size())) {
            int partition = open.get(index);
            mixed.add(partitions.get(partition).get(next[partition]++));
        }
        return mixed;
    }
}
