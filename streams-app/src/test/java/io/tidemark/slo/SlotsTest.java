package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Method;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    private static final long HOUR = 3_600_000;
    private static final Goal GOAL = new Goal(0.9, 10 * HOUR, Method.OCCURRENCES, HOUR);

    @Test
    void samePointTwiceChangesNothing() {
        Slots slots = new Slots(GOAL);
        slots.put(rows(3, 0, 90, 10));

        Slots.Put again = slots.put(rows(3, 0, 90, 10));

        assertThat(again).isEqualTo(Slots.Put.UNCHANGED);
        assertThat(slots.tally(10 * HOUR)).isEqualTo(new Tally(90, 10, 1, 0));
    }

    @Test
    void higherRevisionReplacesAndLowerDoesNot() {
        Slots slots = new Slots(GOAL);
        slots.put(rows(3, 1, 90, 10));

        assertThat(slots.put(rows(3, 2, 80, 20))).isEqualTo(Slots.Put.REVISED);
        assertThat(slots.put(rows(3, 1, 70, 30))).isEqualTo(Slots.Put.UNCHANGED);
        assertThat(slots.tally(10 * HOUR)).isEqualTo(new Tally(80, 20, 1, 0));
    }

    @Test
    void slotsBeforeTheWindowAreForgottenOrTooLate() {
        Slots slots = new Slots(GOAL);
        slots.put(rows(0, 0, 1, 0));
        slots.put(rows(10, 0, 1, 0));

        Slots.Put late = slots.put(rows(0, 1, 5, 5));

        assertThat(late).isEqualTo(Slots.Put.TOO_LATE);
        assertThat(slots.tooLate()).isEqualTo(1);
        assertThat(slots.tally(10 * HOUR)).isEqualTo(new Tally(1, 0, 1, 0));
        assertThat(slots.ageMs()).isEqualTo(11 * HOUR);
    }

    @Test
    void blocksThatNoLookbackReachesAreRemoved() {
        BytesShelf shelf = new BytesShelf();
        Slots slots = slots(GOAL, shelf);

        for (int hour = 0; hour < 1_000; hour += 1 + hour % 7) {
            slots.put(rows(hour, 0, hour, 1));
            assertThat(shelf.rows()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyOrderAndAnyRepetitionLeaveTheSameBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = randomPoints(random, 10);

        List<String> inOrder = filled(points);
        List<String> shuffled = filled(mixed(points, random));

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyOrderOverMoreThanAWindowLeavesTheSameSums(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = randomPoints(random, 35);

        List<String> inOrder = filled(points);
        List<String> shuffled = filled(mixed(points, random));

        // what lies before the window may still be in a block, or may have come too late for it
        assertThat(shuffled.get(shuffled.size() - 1)).isEqualTo(inOrder.get(inOrder.size() - 1));
    }

    private static List<Point> mixed(List<Point> points, SplittableRandom random) {
        List<Point> mixed = new ArrayList<>(points);
        mixed.addAll(points.subList(0, points.size() / 2));
        shuffle(mixed, random);
        return mixed;
    }

    private static List<Point> randomPoints(SplittableRandom random, int hours) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int hour = random.nextInt(-5, hours - 5);
            int revision = random.nextInt(3);
            points.add(
                    switch (Math.floorMod(hour, 4)) {
                        case 0 -> new Point(hour * HOUR, revision, Slot.EXCLUDED);
                        case 1 -> new Point(hour * HOUR, revision, Slot.OPEN);
                        default -> rows(hour, revision, 10L * revision + 1, 200 + hour);
                    });
        }
        return points;
    }

    /** All bytes of slots with those points, as text; points that came too late are not counted. */
    private static List<String> filled(List<Point> points) {
        BytesShelf shelf = new BytesShelf();
        Slots slots = slots(GOAL, shelf);
        points.forEach(slots::put);
        return bytes(slots, shelf);
    }

    private static List<String> bytes(Slots slots, BytesShelf shelf) {
        List<String> bytes = new ArrayList<>();
        shelf.rows().forEach((key, row) -> bytes.add(key + " " + HexFormat.of().formatHex(row)));
        bytes.add(slots.tally(10 * HOUR) + " " + slots.tally(3 * HOUR) + " " + slots.ageMs());
        return bytes;
    }

    private static Slots slots(Goal goal, Shelf shelf) {
        return new Slots(goal, new int[] {3, goal.slots()}, shelf, Corrections.NONE);
    }

    private static void shuffle(List<Point> points, SplittableRandom random) {
        for (int i = points.size() - 1; i > 0; i--) {
            points.set(i, points.set(random.nextInt(i + 1), points.get(i)));
        }
    }

    @Test
    void fineBlockIsWrittenAsDrawn() {
        // version 2; 1 slot, revision 1 COUNTED = 9, good 300 = ac 02, bad 20; 2 slots, revision 0 SILENT = 5
        byte[] bytes = HexFormat.of().parseHex("02" + "0109ac0214" + "02050000");

        Block.Fine block = BlockCodec.readFine(bytes, 32);

        assertThat(block.slots()[0]).isEqualTo(new Block.Kept(Slot.ofRows(300, 20), 1));
        assertThat(block.slots()[2]).isEqualTo(new Block.Kept(Slot.SILENT, 0));
        assertThat(block.slots()[3]).isEqualTo(Block.Kept.NOTHING);
        assertThat(block.toBytes()).isEqualTo(bytes);
    }

    @Test
    void coarseBlockIsWrittenAsDrawn() {
        // version 2; 1 group of which nothing was heard; 1 group: 20 slots out, of the others 40 count, 0 excluded,
        // 0 silent, 300 good, 20 bad; of those out 19 count, 1 excluded, 1 silent, 5 good, 7 bad
        byte[] bytes = HexFormat.of().parseHex("02" + "010000000000" + "01" + "14" + "2800ac0214" + "1303010507");

        Block.Coarse block = BlockCodec.readCoarse(bytes, 128);

        assertThat(block.groups()[1])
                .isEqualTo(new Block.Group(new Tally(300, 20, 40, 0), new Tally(5, 7, 19, 1, 1), 20));
        assertThat(block.toBytes()).isEqualTo(bytes);
    }

    @Test
    void bytesOfAnotherVersionAreRefused() {
        assertThatThrownBy(() -> BlockCodec.readFine(new byte[] {1}, 32))
                .hasMessage("cannot read slots: version=1, readable versions=2..2; run with the build that wrote it, "
                        + "or delete the store to rebuild it from readings");
    }

    @Test
    void aQuietMonthOfSlicesIsAFewBytes() {
        Goal goal = new Goal(0.95, 28 * 24 * HOUR, Method.TIMESLICES, HOUR / 12);
        BytesShelf shelf = new BytesShelf();
        Slots slots = slots(goal, shelf);

        for (int slice = 0; slice < 8_064; slice++) {
            slots.put(new Point(slice * (HOUR / 12), 0, Slot.GOOD));
        }

        // 6 or 7 coarse rows of 128 hours, 6 or 7 fine ones of 4 h
        assertThat(shelf.rows().size()).isLessThanOrEqualTo(14);
        assertThat(shelf.bytes()).isLessThan(150);
    }

    @Test
    void onsetIsTheFirstBadSlotOfTheNewestBadRun() {
        Slots slots = new Slots(GOAL);
        List<Slot> run = List.of(
                Slot.ofRows(0, 9), Slot.ofRows(9, 0), Slot.ofRows(0, 9), Slot.EXCLUDED, Slot.ofRows(5, 5), Slot.GOOD);

        for (int hour = 0; hour < run.size(); hour++) {
            slots.put(new Point(hour * HOUR, 0, run.get(hour)));
        }

        assertThat(slots.onsetMs(HOUR)).isEqualTo(2 * HOUR);
        assertThat(slots.lastBadEndMs()).isEqualTo(5 * HOUR);
        assertThat(slots.isBadNow()).isFalse();
    }

    @Test
    void coverageIsJudgedSlotsOverThoseSinceTheFirst() {
        Slots slots = new Slots(GOAL);
        slots.put(rows(0, 0, 9, 0));
        slots.put(new Point(HOUR, 0, Slot.EXCLUDED));
        slots.put(rows(3, 0, 9, 0));

        assertThat(slots.coverage()).isEqualTo(0.5);
    }

    @Test
    void aPointBetweenTwoSlotsIsABug() {
        Slots slots = new Slots(GOAL);

        assertThatThrownBy(() -> slots.put(new Point(5, 0, Slot.GOOD)))
                .hasMessage("a point must start at a multiple of the slot's length: startMs=5, slotMs=3600000");
    }

    private static Point rows(int hour, int revision, long good, long bad) {
        return new Point(hour * HOUR, revision, Slot.ofRows(good, bad));
    }

    @Test
    void goalMaySayHowLateAPointMayBe() {
        Goal goal = new Goal(0.9, 6 * 3_600_000L, Method.OCCURRENCES, 60_000).revisedFor(3 * 60_000L);
        Slots slots = new Slots(goal);

        slots.put(new Point(600_000, 0, Slot.ofRows(1, 0)));

        assertThat(slots.put(new Point(480_000, 0, Slot.ofRows(1, 0)))).isEqualTo(Slots.Put.REVISED);
        assertThat(slots.put(new Point(420_000, 0, Slot.ofRows(1, 0)))).isEqualTo(Slots.Put.TOO_LATE);
        assertThat(slots.tooLate()).isEqualTo(1);
    }
}
