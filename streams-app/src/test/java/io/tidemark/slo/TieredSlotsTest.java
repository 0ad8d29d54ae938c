package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TieredSlotsTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void runningSumsEqualSumsOverAllPointsTaken(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Goal goal = new Goal(0.99, 4 * DAY, Method.OCCURRENCES, 5 * MINUTE);
        Slots slots = new Slots(goal, new int[] {1, 12, 288, 500, goal.slots()}, new BytesShelf(), Corrections.NONE);
        Map<Long, Slot> taken = new TreeMap<>();

        long newest = 0;
        for (int i = 0; i < 6_000; i++) {
            boolean isLate = random.nextInt(10) == 0;
            long slot = isLate ? newest - random.nextInt(400) : newest + random.nextInt(0, 3);
            newest = Math.max(newest, slot);
            Slot value = Slot.ofRows(random.nextInt(50), random.nextInt(3));
            Slots.Put put = slots.put(new Point(slot * 5 * MINUTE, i, value));
            if (put != Slots.Put.TOO_LATE) {
                taken.put(slot, value);
            }
        }

        // lookbacks beyond the horizon of 288 slots begin with an hour
        long end = newest + 1;
        assertThat(slots.tally(5 * MINUTE)).isEqualTo(sum(taken, newest));
        assertThat(slots.tally(HOUR)).isEqualTo(sum(taken, end - 12));
        assertThat(slots.tally(DAY)).isEqualTo(sum(taken, end - 288));
        assertThat(slots.tally(500 * 5 * MINUTE)).isEqualTo(sum(taken, wholeHour(end - 500)));
        assertThat(slots.tally(4 * DAY)).isEqualTo(sum(taken, wholeHour(end - 4 * 288)));
        assertThat(slots.tally(3 * DAY)).isEqualTo(sum(taken, wholeHour(end - 3 * 288)));
    }

    private static long wholeHour(long slot) {
        return (slot + 11) / 12 * 12;
    }

    private static Tally sum(Map<Long, Slot> taken, long from) {
        Tally sum = Tally.NONE;
        for (Map.Entry<Long, Slot> entry : taken.entrySet()) {
            sum = entry.getKey() >= from ? sum.plus(Tally.of(entry.getValue())) : sum;
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void minuteSlotsInAnyOrderLeaveTheSameBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (int minute = 0; minute < 4_000; minute++) {
            points.add(new Point(minute * MINUTE, random.nextInt(2), Slot.ofRows(random.nextInt(90, 110), 1)));
        }

        BytesShelf inOrder = kept(points);
        BytesShelf mixed = kept(mixedNearby(points, random));

        assertThat(mixed.rows()).usingRecursiveComparison().isEqualTo(inOrder.rows());
        assertThat(mixed.head()).isEqualTo(inOrder.head());
    }

    private static BytesShelf kept(List<Point> points) {
        Goal goal = new Goal(0.99, 7 * DAY, Method.OCCURRENCES, MINUTE);
        BytesShelf shelf = new BytesShelf();
        Ledger ledger = Ledger.open(Terms.of(goal, new AlertPolicy(List.of())), Corrections.NONE, shelf);
        points.forEach(ledger::take);
        ledger.keep();
        return shelf;
    }

    /** Each point up to 500 places from its own, some of them twice. */
    private static List<Point> mixedNearby(List<Point> points, SplittableRandom random) {
        TreeMap<Double, Point> mixed = new TreeMap<>();
        for (int i = 0; i < points.size(); i++) {
            mixed.put(i + 500 * random.nextDouble(), points.get(i));
            if (random.nextInt(5) == 0) {
                mixed.put(i + 500 * random.nextDouble(), points.get(i));
            }
        }
        return new ArrayList<>(mixed.values());
    }

    @Test
    void aDaysSlotsCanBeRevisedAndNoOlderOnes() {
        Goal goal = new Goal(0.99, 28 * DAY, Method.OCCURRENCES, MINUTE);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.ofRows(1, 0)));
        slots.put(new Point(2 * DAY, 0, Slot.ofRows(1, 0)));

        Slots.Put aDayOld = slots.put(new Point(DAY + MINUTE, 0, Slot.ofRows(0, 1)));
        Slots.Put older = slots.put(new Point(DAY, 0, Slot.ofRows(0, 1)));

        assertThat(aDayOld).isEqualTo(Slots.Put.REVISED);
        assertThat(older).isEqualTo(Slots.Put.TOO_LATE);
        assertThat(slots.tally(28 * DAY)).isEqualTo(new Tally(2, 1, 3, 0));
    }

    @Test
    void hourlySlotsCanBeRevisedForTheWholeWindow() {
        Goal goal = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);
        Slots slots = new Slots(goal);
        slots.put(new Point(0, 0, Slot.GOOD));
        slots.put(new Point(671 * HOUR, 0, Slot.GOOD));

        assertThat(slots.put(new Point(0, 1, Slot.BAD))).isEqualTo(Slots.Put.REVISED);
        slots.put(new Point(672 * HOUR, 0, Slot.GOOD));
        assertThat(slots.put(new Point(0, 2, Slot.GOOD))).isEqualTo(Slots.Put.TOO_LATE);
    }

    @Test
    void aLeapOfYearsForgetsAllAtOnce() {
        Goal goal = new Goal(0.99, 28 * DAY, Method.OCCURRENCES, MINUTE);
        BytesShelf shelf = new BytesShelf();
        Slots slots = new Slots(goal, new int[] {goal.slots()}, shelf, Corrections.NONE);
        for (int minute = 0; minute < 5_000; minute++) {
            slots.put(new Point(minute * MINUTE, 0, Slot.ofRows(1, 0)));
        }

        int before = shelf.reads();
        slots.put(new Point(20_000 * DAY, 0, Slot.ofRows(1, 1)));

        assertThat(slots.tally(28 * DAY)).isEqualTo(new Tally(1, 1, 1, 0));
        assertThat(shelf.rows()).hasSizeLessThanOrEqualTo(2);
        assertThat(shelf.reads() - before).isLessThan(100);
    }

    // bytes of a head and all blocks, and rows; keys are not counted. docs/slo-state.md has the table that
    // -Dstate.print=true prints
    @ParameterizedTest
    @CsvSource({
        " 1,  7,  8_500, 30", " 1, 28, 12_000, 35", " 1, 30, 12_500, 35", " 1, 90, 23_000, 45",
        " 5,  7,  4_000, 12", " 5, 28,  7_500, 16", " 5, 30,  8_000, 16", " 5, 90, 18_000, 28",
        "60,  7,  2_000,  7", "60, 28,  5_000, 23", "60, 30,  5_000, 24", "60, 90, 12_500, 70"
    })
    void bytesOfOneObjectiveAndSlice(int slotMinutes, int days, String mostBytes, int mostRows) {
        Goal goal = new Goal(0.99, days * DAY, Method.OCCURRENCES, slotMinutes * MINUTE);
        CountingShelf shelf = new CountingShelf();

        int slots = goal.slots() + 2_000;
        fill(new Slots(goal, Terms.of(goal, AlertPolicy.standard()).lookbacks(), shelf, Corrections.NONE), goal, slots);

        int head = headBytes(goal);
        int blocks = shelf.bytes();
        if (Boolean.getBoolean("state.print")) {
            System.out.printf(
                    "| %d min | %d d | %,d | %d | %,d | %,d |%n",
                    slotMinutes, days, head + blocks, shelf.rows(), head, head + shelf.written / slots);
        }
        assertThat(head + blocks).isLessThan(Integer.parseInt(mostBytes.strip().replace("_", "")));
        assertThat(shelf.rows()).isLessThanOrEqualTo(mostRows);
    }

    /** Some 20 rows a minute, one in 60 bad. */
    private static void fill(Slots slots, Goal goal, int count) {
        SplittableRandom random = new SplittableRandom(1);
        for (int slot = 0; slot < count; slot++) {
            long rows = 20 * goal.slotMs() / MINUTE + random.nextInt(20);
            slots.put(new Point(slot * goal.slotMs(), 0, Slot.ofRows(rows, random.nextInt(3) / 2)));
        }
    }

    /** A head with a page and a ticket open, and long texts. */
    private static int headBytes(Goal goal) {
        BytesShelf shelf = new BytesShelf();
        Ledger ledger = Ledger.open(Terms.of(goal, AlertPolicy.standard()), Corrections.NONE, shelf);
        for (int slot = 0; slot < 400; slot++) {
            ledger.take(new Point(slot * goal.slotMs(), 0, Slot.ofRows(1_000, 500)));
        }
        ledger.episodes().forEach(episode -> episode.setCause(new Episode.Cause("w".repeat(120), "p".repeat(160))));
        ledger.keep();
        return shelf.head().length;
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "1, 28", "1, 90", "5, 30", "60, 30"})
    void headIsWrittenWithEachSlotAndStaysSmall(int slotMinutes, int days) {
        Goal goal = new Goal(0.99, days * DAY, Method.OCCURRENCES, slotMinutes * MINUTE);

        assertThat(headBytes(goal)).isLessThan(1_200);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "1, 30", "1, 90", "5, 30", "60, 30"})
    void workPerSlotDoesNotGrowWithTheWindow(int slotMinutes, int days) {
        Goal goal = new Goal(0.999, days * DAY, Method.OCCURRENCES, slotMinutes * MINUTE);
        CountingShelf shelf = new CountingShelf();
        int[] lookbacks = Terms.of(goal, AlertPolicy.standard()).lookbacks();
        Slots slots = new Slots(goal, lookbacks, shelf, Corrections.NONE);
        fill(slots, goal, goal.slots() + 200);

        int before = shelf.reads;
        for (int slot = goal.slots() + 200; slot < goal.slots() + 800; slot++) {
            slots.put(new Point(slot * goal.slotMs(), 0, Slot.ofRows(100, 0)));
        }

        // a block for what leaves each lookback, one for the newest slot, and what summing up an hour reads
        assertThat((shelf.reads - before) / 600.0).isLessThan(lookbacks.length + 4);
    }

    @Test
    void revisionReadsNoMoreThanItsOwnBlock() {
        Goal goal = new Goal(0.999, 30 * DAY, Method.OCCURRENCES, MINUTE);
        CountingShelf shelf = new CountingShelf();
        int[] lookbacks = Terms.of(goal, AlertPolicy.standard()).lookbacks();
        Slots slots = new Slots(goal, lookbacks, shelf, Corrections.NONE);
        fill(slots, goal, goal.slots());

        int before = shelf.reads;
        slots.put(new Point((goal.slots() - 1_000) * MINUTE, 7, Slot.ofRows(0, 100)));

        assertThat(shelf.reads - before).isEqualTo(2);
    }

    /** A heap that counts. */
    private static final class CountingShelf implements Shelf {
        private final HeapShelf heap = new HeapShelf();
        private int reads;
        private long written;

        @Override
        public byte[] head() {
            return heap.head();
        }

        @Override
        public void putHead(byte[] bytes) {
            heap.putHead(bytes);
        }

        @Override
        public Block.Fine fine(long number, int size) {
            reads++;
            return heap.fine(number, size);
        }

        @Override
        public Block.Coarse coarse(long number, int size) {
            reads++;
            return heap.coarse(number, size);
        }

        @Override
        public void put(long number, Block block) {
            written += Boolean.getBoolean("state.print") ? block.toBytes().length : 0;
            heap.put(number, block);
        }

        @Override
        public void remove(Block.Kind kind, long number) {
            heap.remove(kind, number);
        }

        private int rows() {
            return heap.blocks(Block.Kind.FINE).size()
                    + heap.blocks(Block.Kind.COARSE).size();
        }

        private int bytes() {
            int bytes = 0;
            for (Block.Kind kind : Block.Kind.values()) {
                for (Block block : heap.blocks(kind).values()) {
                    bytes += block.toBytes().length;
                }
            }
            return bytes;
        }
    }
}
