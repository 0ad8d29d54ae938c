package io.tidemark.slo.change;

import static io.tidemark.slo.change.ChangeCases.at;
import static io.tidemark.slo.change.ChangeCases.change;
import static io.tidemark.slo.change.ChangeCases.deployed;
import static io.tidemark.slo.change.ChangeCases.in;
import static io.tidemark.slo.change.ChangeCases.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.AlertContext.Suspect;
import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import io.tidemark.testkit.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bad run begins in the five minutes from 14:00 on; conditions look back an hour. */
class RankingTest {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final Onset ONSET = new Onset("*", at("14:00"), 5 * MINUTE, 60 * MINUTE);

    @Test
    void plantedDeploymentIsFirstAmongDecoys() {
        Change planted = deployed("13:55", "v43");
        Change older = change(Kind.CONFIG_CHANGED, "12:10", "", "");
        Change elsewhere = in(Map.of("region", "us"), change(Kind.CONFIG_CHANGED, "13:59", "", ""));
        Change after = change(Kind.CONFIG_CHANGED, "14:06", "", "");
        Change everywhere = of("", change(Kind.SCHEMA_CHANGED, "13:58", "", ""));
        Onset inEurope = new Onset("region=eu", at("14:00"), 5 * MINUTE, 60 * MINUTE);

        List<Suspect> ranked = Ranking.of(List.of(elsewhere, after, older, everywhere, planted), inEurope);

        assertThat(ranked).extracting(Suspect::change).containsExactly(planted, older, everywhere);
        assertThat(ranked).extracting(Suspect::leadMs).containsExactly(5 * MINUTE, 110 * MINUTE, 2 * MINUTE);
        // 2^(−5/60), 2^(−110/60), 2^(−2/60) × 0.3 × 0.9
        assertThat(ranked.get(0).score()).isCloseTo(0.9439, within(1e-4));
        assertThat(ranked.get(1).score()).isCloseTo(0.2806, within(1e-4));
        assertThat(ranked.get(2).score()).isCloseTo(0.2638, within(1e-4));
    }

    @Test
    void halfAnHourLaterIsHalfOfTwoHalfLives() {
        List<Suspect> ranked = Ranking.of(List.of(deployed("13:00", "v43")), ONSET);

        assertThat(ranked.get(0).score()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void reachIsTwoHoursOrTwiceTheLookback() {
        Change early = deployed("11:59", "v43");

        assertThat(Ranking.of(List.of(early), ONSET)).isEmpty();
        assertThat(Ranking.of(List.of(early), new Onset("*", at("14:00"), 5 * MINUTE, 61 * MINUTE)))
                .hasSize(1);
    }

    @Test
    void changeWithinTheFirstBadSlotCountsByWhatItCouldSpoil() {
        Onset hour = new Onset("*", at("14:00"), 60 * MINUTE, 0);

        List<Suspect> ranked =
                Ranking.of(List.of(deployed("14:00", "a"), deployed("14:30", "b"), deployed("15:00", "c")), hour);

        assertThat(ranked).extracting(suspect -> suspect.change().version()).containsExactly("a", "b");
        assertThat(ranked).extracting(Suspect::score).containsExactly(1.0, 0.75);
        assertThat(ranked.get(1).leadMs()).isEqualTo(-30 * MINUTE);
    }

    /** An onset that is known to the day makes no difference of hours. */
    @Test
    void halfLifeIsAsLongAsASlot() {
        Onset day = new Onset("*", at("00:00"), DAY, 3 * DAY);

        List<Suspect> ranked = Ranking.of(
                List.of(
                        new Change("x", Kind.DEPLOYED, "fraud", at("00:00") - DAY, "v1", "", Map.of(), "", "", "", ""),
                        deployed("12:00", "v2")),
                day);

        assertThat(ranked).extracting(Suspect::score).containsExactly(0.75, 0.5);
    }

    @Test
    void scopeThatContradictsTheSliceCountsFarLess() {
        Change inUsa = in(Map.of("region", "us"), deployed("14:00", "v43"));

        assertThat(score("region=eu", inUsa)).isEqualTo(0.05);
        assertThat(score("region=us", inUsa)).isEqualTo(1);
        assertThat(score("device=ios,region=eu", inUsa)).isEqualTo(0.05);
        assertThat(score("device=ios", inUsa)).isEqualTo(0.6);
        assertThat(score("region=__other__", inUsa)).isEqualTo(1);
        assertThat(score("*", inUsa)).isEqualTo(0.6);
    }

    @Test
    void deploymentOfAnotherVersionContradictsTheSliceOfAVersion() {
        assertThat(score("version=v42", deployed("14:00", "v43"))).isEqualTo(0.05);
        assertThat(score("version=v43", deployed("14:00", "v43"))).isEqualTo(1);
        assertThat(score("version=1\\,2", deployed("14:00", "1,2"))).isEqualTo(1);
        assertThat(score("version=v42", change(Kind.CONFIG_CHANGED, "14:00", "v43", "")))
                .isEqualTo(1);
    }

    @Test
    void kindsAndAllModelsHaveTheirWeights() {
        assertThat(score("*", change(Kind.SCHEMA_CHANGED, "14:00", "", ""))).isEqualTo(0.9);
        assertThat(score("*", change(Kind.DATA_SOURCE_CHANGED, "14:00", "", "")))
                .isEqualTo(0.9);
        assertThat(score("*", change(Kind.RETRAINED, "14:00", "", ""))).isEqualTo(0.8);
        assertThat(score("*", change(Kind.PROMOTED, "14:00", "", ""))).isEqualTo(0.8);
        assertThat(score("*", change(Kind.DEPENDENCY, "14:00", "", ""))).isEqualTo(0.6);
        assertThat(score("*", change(Kind.OTHER, "14:00", "", ""))).isEqualTo(0.5);
        assertThat(score("*", of("", change(Kind.CONFIG_CHANGED, "14:00", "", ""))))
                .isEqualTo(0.3);
    }

    @Test
    void tiesAreOrderedByTimeThenById() {
        Change b = deployed("13:30", "v1").withId("b");
        Change a = deployed("13:30", "v1").withId("a");

        Change later = change(Kind.FEATURE_FLAG, "13:30", "", "").withId("0");

        List<Suspect> ranked = Ranking.of(List.of(b, later, a), ONSET);

        assertThat(ranked).extracting(suspect -> suspect.change().eventId()).containsExactly("0", "a", "b");
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void rankingDoesNotDependOnTheOrderOfArrival(Cases cases) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Kind kind = Kind.values()[cases.below(Kind.values().length)];
            String model = cases.below(4) == 0 ? "" : "fraud";
            long atMs = at("11:30") + cases.below(160) * MINUTE;
            changes.add(new Change(
                    Integer.toString(i), kind, model, atMs, "v" + cases.below(3), "", Map.of(), "", "", "", ""));
        }
        List<Change> shuffled = new ArrayList<>();
        IntStream.of(cases.permutation(changes.size())).forEach(i -> {
            shuffled.add(changes.get(i));
            shuffled.add(changes.get(cases.below(i + 1)));
        });

        assertThat(ranked(shuffled)).isEqualTo(ranked(changes)).hasSize(3);
    }

    private static List<Suspect> ranked(List<Change> arriving) {
        ChangeLog own = ChangeLog.empty();
        ChangeLog all = ChangeLog.empty();
        arriving.forEach(change -> (change.concernsAllModels() ? all : own).add(change));
        return Ranking.of(own.and(all), ONSET);
    }

    private static double score(String slice, Change change) {
        return Ranking.of(List.of(change), new Onset(slice, at("14:00"), 5 * MINUTE, 0))
                .get(0)
                .score();
    }
}
