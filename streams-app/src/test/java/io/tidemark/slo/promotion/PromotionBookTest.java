package io.tidemark.slo.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asked for what, and what holds. */
class PromotionBookTest {
    private static final PromotionRule EXPERIMENTAL =
            new PromotionRule(Lifecycle.EXPERIMENTAL, Set.of(), Criteria.NONE);
    private static final PromotionRule PRODUCTION = new PromotionRule(Lifecycle.PRODUCTION, Set.of(), Criteria.NONE);

    private final PromotionBook book = new PromotionBook();

    private static Change change(Change.Kind kind, long atMs) {
        return new Change(kind + "@" + atMs, kind, "m", atMs, "v1", "", Map.of(), "", "", "", "");
    }

    @Test
    void fileHoldsUntilSomebodyAsks() {
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.EXPERIMENTAL);
        assertThat(book.lifecycle(PRODUCTION)).isEqualTo(Lifecycle.PRODUCTION);
        assertThat(book.take(change(Change.Kind.PROMOTED, 5), EXPERIMENTAL)).isTrue();
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.PRODUCTION);
    }

    @Test
    void askingTwiceChangesNothing() {
        book.take(change(Change.Kind.PROMOTED, 5), EXPERIMENTAL);

        assertThat(book.take(change(Change.Kind.PROMOTED, 5), EXPERIMENTAL)).isFalse();
        assertThat(book.take(change(Change.Kind.PROMOTED, 6), EXPERIMENTAL)).isFalse();
    }

    @Test
    void onlyADemotionLeadsBackAndOrderOfArrivalDoesNotMatter() {
        book.take(change(Change.Kind.DEMOTED, 7), EXPERIMENTAL);
        book.take(change(Change.Kind.PROMOTED, 5), EXPERIMENTAL);
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.EXPERIMENTAL);

        book.take(change(Change.Kind.PROMOTED, 8), EXPERIMENTAL);
        assertThat(book.take(change(Change.Kind.ROLLED_BACK, 9), EXPERIMENTAL)).isFalse();
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.PRODUCTION);
        assertThat(book.take(change(Change.Kind.DEMOTED, 10), EXPERIMENTAL)).isTrue();
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.EXPERIMENTAL);
    }

    @Test
    void editedFileHoldsAgain() {
        book.take(change(Change.Kind.DEMOTED, 7), PRODUCTION);

        assertThat(book.lifecycle(PRODUCTION)).isEqualTo(Lifecycle.EXPERIMENTAL);
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.EXPERIMENTAL);
        book.take(change(Change.Kind.PROMOTED, 8), EXPERIMENTAL);
        assertThat(book.lifecycle(PRODUCTION)).isEqualTo(Lifecycle.PRODUCTION);
    }

    @Test
    void whatWasAskedForBeforeTheFileWasEditedIsOverForGood() {
        book.take(change(Change.Kind.PROMOTED, 7), EXPERIMENTAL);

        assertThat(book.follow(EXPERIMENTAL)).as("as it was").isFalse();
        assertThat(book.follow(PRODUCTION)).isTrue();
        assertThat(book.follow(EXPERIMENTAL)).as("edited back").isTrue();
        assertThat(book.lifecycle(EXPERIMENTAL)).isEqualTo(Lifecycle.EXPERIMENTAL);
        assertThat(book.take(change(Change.Kind.PROMOTED, 7), EXPERIMENTAL))
                .as("the same again")
                .isFalse();
        assertThat(book.take(change(Change.Kind.PROMOTED, 8), EXPERIMENTAL)).isTrue();
    }

    @Test
    void allOfItSurvivesTheBytes() {
        book.take(change(Change.Kind.PROMOTED, 5), EXPERIMENTAL);
        book.answer(Answer.NO, 77);
        book.page(12);
        book.page(12);
        book.observe(3);
        book.advise(true);

        PromotionBook read = PromotionBook.fromBytes(book.toBytes());

        assertThat(read).usingRecursiveComparison().isEqualTo(book);
        assertThat(PromotionBook.fromBytes(new PromotionBook().toBytes()))
                .usingRecursiveComparison()
                .isEqualTo(new PromotionBook());
    }
}
