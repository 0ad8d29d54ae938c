package io.tidemark.pin;

import static io.tidemark.pin.PinBench.HOUR;
import static io.tidemark.pin.PinBench.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events a reference is made of, and what it is called. */
class PinnerReferencesTest {
    private static TestEvent event(long timeMs) {
        return TestEvent.of("fraud", timeMs).feature("a", (double) (timeMs / 1_000 % 10));
    }

    /** Ten events an hour; not at the zero of time, which is no time. */
    private static List<TestEvent> hours(int from, int to) {
        List<TestEvent> events = new ArrayList<>();
        for (long ms = from * HOUR; ms < to * HOUR; ms += HOUR / 10) {
            events.add(event(ms + 1));
        }
        return events;
    }

    @Test
    void oneOldEventDoesNotBeginTheReference() {
        PinBench bench = PinBench.with("reference: {first: 10h}")
                .log(event(-5_000 * HOUR))
                .log(hours(0, 15));

        Pin pin = bench.pin();

        assertThat(pin.range()).isEqualTo(new TimeWindow(0, 10 * HOUR));
        assertThat(pin.events()).isEqualTo(100);
    }

    @Test
    void logThatEndsBeforeTheRangeIsPinnedAsFarAsItGoes() {
        Pin pin = PinBench.with("reference: {first: 10h}")
                .log(event(-5_000 * HOUR))
                .log(hours(3, 6))
                .pin();

        assertThat(pin.range()).isEqualTo(new TimeWindow(3 * HOUR, 13 * HOUR));
        assertThat(pin.events()).isEqualTo(30);
    }

    /** The range ends after hour 10, its late events 15 minutes after that; ten events later the log has got past it. */
    @Test
    void logIsPinnedAheadOnlyIfItHasGotPastTheRange() {
        PinBench nearly = PinBench.with("reference: {first: 10h}").log(hours(0, 11));
        PinBench whole = PinBench.with("reference: {first: 10h}").log(hours(0, 12));
        PinBench stated = PinBench.with("reference: {from: 1970-01-01T00:00Z, to: 1970-01-01T10:00Z}");

        assertThat(nearly.pinWhole()).isEmpty();
        assertThat(whole.pinWhole()).hasValueSatisfying(pin -> {
            assertThat(pin.range()).isEqualTo(new TimeWindow(0, 10 * HOUR));
            assertThat(pin.events()).isEqualTo(100);
        });
        assertThat(PinBench.with("reference: {first: 10h}").pinWhole()).isEmpty();
        assertThat(stated.pinWhole()).isEmpty();
        assertThat(stated.log(hours(11, 14)).pinWhole()).isEmpty();
        assertThat(stated.log(hours(9, 10)).pinWhole())
                .hasValueSatisfying(pin -> assertThat(pin.events()).isEqualTo(10));
    }

    @Test
    void versionsReferenceIsOfItsOwnEvents() {
        List<TestEvent> events = hours(0, 10);
        hours(5, 20).forEach(event -> events.add(event.version("v2")));

        Pin pin = PinBench.with("reference: {version: v2, first: 10h}")
                .log(events)
                .pin();

        assertThat(pin.range()).isEqualTo(new TimeWindow(5 * HOUR, 15 * HOUR));
        assertThat(pin.events()).isEqualTo(100);
        assertThat(reference(pin, Scope.ALL).label().events()).isEqualTo(100);
        assertThat(pin.slices()).containsExactly(Scope.ALL, "version=v2");
    }

    @Test
    void versionThatNeverCameIsTold() {
        PinBench bench = PinBench.with("reference: {version: v9, first: 10h}").log(hours(0, 10));

        assertThatThrownBy(bench::pin)
                .isInstanceOf(PinFailure.class)
                .hasMessage("no event to make a reference of: model=fraud, version=v9, events seen=none");
    }

    @Test
    void publishedReferenceIsOfEverythingUnderItsName() {
        Pin pin = PinBench.with("reference: {published: spring, expires: 2d}")
                .log(hours(2, 7))
                .pin();

        assertThat(pin.range()).isEqualTo(new TimeWindow(2 * HOUR, 7 * HOUR));
        assertThat(reference(pin, Scope.ALL).label())
                .isEqualTo(new Reference.Label(Kind.PUBLISHED, "spring", 50, 0, 55 * HOUR));
        assertThat(reference(pin.as("v1"), Scope.ALL).name()).isEqualTo("published:spring@v1");
    }

    @Test
    void lifetimeBeginsWhenTheReferenceHolds() {
        Pin pin = PinBench.with("reference: {first: 10h, name: launch, expires: 1d}")
                .log(hours(0, 12))
                .pin();

        Reference whole = reference(pin, Scope.ALL);
        assertThat(whole.label().expiresMs()).isEqualTo(34 * HOUR);
        assertThat(whole.name()).isEqualTo("pinned:launch@" + whole.id());
    }

    @Test
    void trainingEventsAreCountedApartOnTheSameGrids() {
        List<TestEvent> events = hours(0, 12);
        for (TestEvent trained : hours(-2_000, -1_990)) {
            events.add(trained.stage(Stage.TRAINING).version("v1"));
        }
        PinBench bench = PinBench.with("reference: {first: 10h}", "comparisons: [training]")
                .log(events);
        Pin pin = bench.pin();

        List<Reference> training = bench.training(pin);

        assertThat(pin.range()).isEqualTo(new TimeWindow(0, 10 * HOUR));
        assertThat(pin.references()).extracting(made -> made.scope().stage()).containsOnly(Stage.SERVING);
        assertThat(training)
                .extracting(made -> made.scope().stage() + " " + made.scope().slice())
                .containsExactly("TRAINING *", "TRAINING version=v1");
        assertThat(training).allSatisfy(made -> {
            assertThat(made.label().kind()).isEqualTo(Kind.TRAINING);
            assertThat(made.label().events()).isEqualTo(100);
            assertThat(made.validFromMs()).isEqualTo(pin.era().validFromMs());
            assertThat(made.columns()).hasSize(1).allSatisfy((column, counted) -> {
                assertThat(counted.counts().gridId())
                        .isEqualTo(pin.era().grids().values().iterator().next().id());
                assertThat(counted.counts().valid()).isEqualTo(100);
            });
        });
    }
}
