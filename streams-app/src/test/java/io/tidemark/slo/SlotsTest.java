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
        assertThat(slots.size()).isEqualTo(1);
        assertThat(slots.ageMs()).isEqualTo(11 * HOUR);
    }

    @Test
    void neverMoreSlotsThanTheWindowHas() {
        Slots slots = new Slots(GOAL);

        for (int hour = 0; hour < 1_000; hour += 1 + hour % 7) {
            slots.put(rows(hour, 0, hour, 1));
            assertThat(slots.size()).isLessThanOrEqualTo(10);
        }

        assertThat(slots.toBytes().length).isLessThan(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyOrderAndAnyRepetitionLeaveTheSameSlots(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = randomPoints(random);
        Slots inOrder = filled(points);

        List<Point> mixed = new ArrayList<>(points);
        mixed.addAll(points.subList(0, points.size() / 2));
        shuffle(mixed, random);
        Slots shuffled = filled(mixed);

        assertThat(shuffled.toBytes()).isEqualTo(inOrder.toBytes());
        assertThat(Slots.fromBytes(GOAL, shuffled.toBytes()).toBytes()).isEqualTo(inOrder.toBytes());
    }

    private static List<Point> randomPoints(SplittableRandom random) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int hour = random.nextInt(-5, 30);
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

    private static Slots filled(List<Point> points) {
        Slots slots = new Slots(GOAL);
        points.forEach(slots::put);
        return slots;
    }

    private static void shuffle(List<Point> points, SplittableRandom random) {
        for (int i = points.size() - 1; i > 0; i--) {
            points.set(i, points.set(random.nextInt(i + 1), points.get(i)));
        }
    }

    @Test
    void versionOneBytesAreStillRead() {
        // version 1, 3,600,000 ms = 80 dd db 01, origin 3 (zig-zag 6), first 3, then two runs:
        // 1 slot, revision 1 COUNTED = 5, good 300 = ac 02, bad 20; 2 slots, revision 0 EXCLUDED = 2
        byte[] bytes = HexFormat.of().parseHex("01" + "80dddb01" + "06" + "06" + "0105ac0214" + "02020000");

        Slots slots = Slots.fromBytes(GOAL, bytes);

        assertThat(slots.tally(10 * HOUR)).isEqualTo(new Tally(300, 20, 1, 2));
        assertThat(slots.newestEndMs()).isEqualTo(6 * HOUR);
        assertThat(slots.toBytes()).isEqualTo(bytes);
    }

    @Test
    void bytesOfANewerVersionAreRefused() {
        assertThatThrownBy(() -> Slots.fromBytes(GOAL, new byte[] {9}))
                .hasMessage("cannot read slots: version=9, readable versions=1..1; run with the newer build, "
                        + "or delete the store to rebuild it from readings");
    }

    @Test
    void anotherSlotLengthBeginsAnew() {
        byte[] hourly = filled(List.of(rows(1, 0, 1, 1))).toBytes();

        Slots daily = Slots.fromBytes(new Goal(0.9, 48 * HOUR, Method.OCCURRENCES, 24 * HOUR), hourly);

        assertThat(daily.isEmpty()).isTrue();
    }

    @Test
    void aQuietMonthOfSlicesIsAFewBytes() {
        Goal goal = new Goal(0.95, 28 * 24 * HOUR, Method.TIMESLICES, HOUR / 12);
        Slots slots = new Slots(goal);

        for (int slice = 0; slice < 8_064; slice++) {
            slots.put(new Point(slice * (HOUR / 12), 0, Slot.GOOD));
        }

        assertThat(slots.toBytes().length).isLessThan(20);
    }

    @Test
    void onsetIsTheFirstBadSlotOfTheNewestBadRun() {
        Slots slots = new Slots(GOAL);
        List<Slot> run = List.of(
                Slot.ofRows(0, 9), Slot.ofRows(9, 0), Slot.ofRows(0, 9), Slot.EXCLUDED, Slot.ofRows(5, 5), Slot.GOOD);

        for (int hour = 0; hour < run.size(); hour++) {
            slots.put(new Point(hour * HOUR, 0, run.get(hour)));
        }

        assertThat(slots.onsetMs()).isEqualTo(2 * HOUR);
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
}
