package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.profile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reference;
import io.tidemark.domain.RollUp;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.SpanProfile;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.stats.grid.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every memory of assess does; the one on the heap, which the tests use, and the one on Kafka's stores. */
abstract class AssessStateTest {
    abstract AssessState state();

    @Test
    void panesAddUp() {
        AssessState state = state();
        state.addToPane(WHOLE, 100, four(1, 0, 0, 0));
        state.addToPane(WHOLE, 100, four(0, 2, 0, 0));

        List<StoredProfile> panes = state.takePanes(WHOLE, 0, 200);

        assertThat(panes).singleElement().satisfies(pane -> {
            assertThat(pane.startMs()).isEqualTo(100);
            assertThat(pane.profile().rows().events()).isEqualTo(3);
            assertThat(cells(pane)).containsExactly(1, 2, 0, 0);
        });
    }

    @Test
    void panesAreTakenOnceAndOnlyInTheSpan() {
        AssessState state = state();
        for (long start : new long[] {-10, 0, 10, 20}) {
            state.addToPane(WHOLE, start, four(1, 0, 0, 0));
        }
        state.addToPane(EU, 0, four(1, 0, 0, 0));

        assertThat(state.takePanes(WHOLE, -10, 20))
                .extracting(StoredProfile::startMs)
                .containsExactly(-10L, 0L, 10L);
        assertThat(state.takePanes(WHOLE, -10, 20)).isEmpty();
        assertThat(state.takePanes(WHOLE, 20, 30)).hasSize(1);
        assertThat(state.takePanes(EU, -10, 20)).hasSize(1);
    }

    @Test
    void firstPaneIsFoundFromATimeOn() {
        AssessState state = state();
        state.addToPane(WHOLE, 50, four(1, 0, 0, 0));
        state.putWindow(WHOLE, new StoredProfile(70, 0, four(1, 0, 0, 0)));
        state.addToPane(EU, 60, four(1, 0, 0, 0));

        assertThat(state.firstPaneAtOrAfter(WHOLE, 50)).isEqualTo(50);
        assertThat(state.firstPaneAtOrAfter(WHOLE, -1000)).isEqualTo(50);
        assertThat(state.firstPaneAtOrAfter(WHOLE, 51)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void windowIsWhatWasPut() {
        AssessState state = state();

        state.putWindow(WHOLE, new StoredProfile(60, 3, four(1, 2, 3, 4)));

        assertThat(state.window(WHOLE, 60).revision()).isEqualTo(3);
        assertThat(cells(state.window(WHOLE, 60))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void windowThatIsNotThereIsEmpty() {
        StoredProfile none = state().window(WHOLE, 60);

        assertThat(none.startMs()).isEqualTo(60);
        assertThat(none.revision()).isZero();
        assertThat(none.profile().rows().events()).isZero();
    }

    @Test
    void whatWasGivenAwayIsACopy() {
        AssessState state = state();
        state.putWindow(WHOLE, new StoredProfile(60, 0, four(1, 2, 3, 4)));

        state.window(WHOLE, 60).profile().add(four(100, 0, 0, 0));
        state.windows(WHOLE, 0, 100).get(0).profile().add(four(100, 0, 0, 0));

        assertThat(cells(state.window(WHOLE, 60))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void windowsAreAscendingOverTheEpoch() {
        AssessState state = state();
        for (long start : new long[] {60, -120, 0, 120, -60}) {
            state.putWindow(WHOLE, new StoredProfile(start, 0, four(1, 0, 0, 0)));
        }
        state.putWindow(EU, new StoredProfile(0, 0, four(1, 0, 0, 0)));

        assertThat(state.windows(WHOLE, -120, 120))
                .extracting(StoredProfile::startMs)
                .containsExactly(-120L, -60L, 0L, 60L);
    }

    @Test
    void windowsAreDeletedInASpan() {
        AssessState state = state();
        for (long start = 0; start < 50; start += 10) {
            state.putWindow(WHOLE, new StoredProfile(start, 0, four(1, 0, 0, 0)));
        }
        state.addToPane(WHOLE, 20, four(1, 0, 0, 0));

        state.deleteWindows(WHOLE, 10, 30);

        assertThat(state.windows(WHOLE, 0, 100))
                .extracting(StoredProfile::startMs)
                .containsExactly(0L, 30L, 40L);
        assertThat(state.takePanes(WHOLE, 0, 100)).hasSize(1);
    }

    @Test
    void rollUpsAreSummedAndDeletedByTheirStart() {
        AssessState state = state();
        for (long start : new long[] {-100, 0, 100}) {
            state.putRollUp(WHOLE, RollUp.HOUR, start, SpanProfile.of(List.of(four(1, 0, 0, 0))));
        }
        state.putRollUp(WHOLE, RollUp.DAY, 0, SpanProfile.of(List.of(four(50, 0, 0, 0))));
        state.putWindow(WHOLE, new StoredProfile(0, 0, four(7, 0, 0, 0)));

        assertThat(events(state, RollUp.HOUR, -100, 100)).isEqualTo(2);
        assertThat(events(state, RollUp.HOUR, -99, 101)).isEqualTo(2);
        assertThat(events(state, RollUp.DAY, -1000, 1000)).isEqualTo(50);
        state.deleteRollUps(WHOLE, RollUp.HOUR, 100);
        assertThat(events(state, RollUp.HOUR, -1000, 1000)).isEqualTo(1);
        assertThat(events(state, RollUp.DAY, -1000, 1000)).isEqualTo(50);
        assertThat(state.sumOfWindows(WHOLE, -1000, 1000).rows().events()).isEqualTo(7);
    }

    @Test
    void sumOfWindowsIsOfTheSpanAlone() {
        AssessState state = state();
        for (long start = 0; start < 50; start += 10) {
            state.putWindow(WHOLE, new StoredProfile(start, 0, four(1, 0, 0, 0)));
        }
        state.windows(WHOLE, 30, 50);

        assertThat(state.sumOfWindows(WHOLE, 10, 50).rows().events()).isEqualTo(4);
        assertThat(state.sumOfWindows(WHOLE, 30, 40).rows().events()).isEqualTo(1);
        assertThat(state.sumOfWindows(WHOLE, 40, 40).rows().events()).isZero();
    }

    private static long events(AssessState state, RollUp rollUp, long fromMs, long toMs) {
        return state.rollUps(WHOLE, rollUp, fromMs, toMs).rows().events();
    }

    @Test
    void scopesOfAModelAreInOrder() {
        AssessState state = state();
        Scope other = new Scope("churn", Stage.SERVING, Scope.ALL);
        state.putScope(ScopeProgress.of(EU, 10));
        state.putScope(ScopeProgress.of(other, 10));
        state.putScope(ScopeProgress.of(WHOLE, 20));
        state.putScope(ScopeProgress.of(EU, 10).withPane(30).withEmptyWindows(2));

        assertThat(state.scopes("fraud"))
                .containsExactly(new ScopeProgress(WHOLE, 20, 20, 0), new ScopeProgress(EU, 10, 30, 2));
        assertThat(state.scope(EU)).isEqualTo(new ScopeProgress(EU, 10, 30, 2));
        assertThat(state.scope(new Scope("fraud", Stage.TRAINING, Scope.ALL))).isNull();
        assertThat(state.scopes("none")).isEmpty();
    }

    @Test
    void progressIsRemembered() {
        AssessState state = state();

        assertThat(state.closedThrough("fraud")).isEqualTo(Long.MIN_VALUE);
        assertThat(state.mark("in-0")).isNull();
        state.putClosedThrough("fraud", 120);
        state.putMark(new Mark("in-0", -5, 7, State.IDLE));

        assertThat(state.closedThrough("fraud")).isEqualTo(120);
        assertThat(state.closedThrough("churn")).isEqualTo(Long.MIN_VALUE);
        assertThat(state.mark("in-0")).isEqualTo(new Mark("in-0", -5, 7, State.IDLE));
    }

    @Test
    void scopeWithoutReferenceHasNone() {
        assertThat(state().references(WHOLE, Reference.Kind.PINNED)).isEmpty();
    }

    @Test
    void copiesAreApartFromWindows() {
        AssessState state = state();
        state.addToCopy(WHOLE, 60, four(1, 2, 3, 4));
        state.addToCopy(WHOLE, 60, four(1, 0, 0, 0));
        state.addToCopy(WHOLE, 120, four(5, 5, 5, 5));

        assertThat(state.windows(WHOLE, 0, 200)).isEmpty();
        assertThat(state.copies(WHOLE, 0, 120)).hasSize(1);
        assertThat(cells(state.copies(WHOLE, 0, 120).get(0))).containsExactly(2, 2, 3, 4);
        assertThat(state.copied("fraud")).containsExactly(WHOLE);
        assertThat(state.scopes("fraud")).isEmpty();
    }

    @Test
    void forgottenCopiesAreGone() {
        AssessState state = state();
        state.addToCopy(WHOLE, 60, four(1, 2, 3, 4));
        state.addToCopy(WHOLE, 120, four(5, 5, 5, 5));

        state.deleteCopies(WHOLE, 0, 120);

        assertThat(state.copies(WHOLE, 0, 200))
                .extracting(StoredProfile::startMs)
                .containsExactly(120L);
    }

    static Profile four(long... cells) {
        return profile(counts(QUARTERS, cells));
    }

    static long[] cells(StoredProfile row) {
        long[] cells = new long[4];
        for (int cell = 0; cell < 4; cell++) {
            cells[cell] = price(row).cell(cell);
        }
        return cells;
    }

    private static Counts price(StoredProfile row) {
        return requireNonNull(row.profile().columns().get("price"));
    }
}
