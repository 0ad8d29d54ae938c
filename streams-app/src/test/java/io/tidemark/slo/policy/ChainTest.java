package io.tidemark.slo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.policy.Chain.Cover;
import io.tidemark.slo.policy.Chain.Move;
import io.tidemark.slo.policy.Escalation.Level;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final long MINUTE = 60_000;
    private static final long OPENED = 1_000 * MINUTE;
    private static final Escalation STANDARD = Escalation.standard();

    @Test
    void theOpeningTellsTheFirstLevelAndTheClockTheOthers() {
        Move opened = Chain.opened(STANDARD, "e1", Cover.NOTHING, OPENED);

        assertThat(opened.roles()).containsExactly("developer");
        assertThat(opened.level()).isEqualTo(1);
        // the levels at 0, 15 and 60; 15 minutes for the last one, and again from the first: 75, 90, 135; 150 …
        assertThat(told(STANDARD, opened.chain(), 0, 400))
                .containsExactly(
                        "15 tech-lead 2",
                        "60 product-owner 3",
                        "75 developer 1",
                        "90 tech-lead 2",
                        "135 product-owner 3",
                        "150 developer 1",
                        "165 tech-lead 2",
                        "210 product-owner 3",
                        "225 developer 1",
                        "240 tech-lead 2",
                        "285 product-owner 3");
    }

    @Test
    void theChainBeginsAgainAtTheLevelThatIsNamed() {
        List<Level> levels =
                List.of(new Level("developer", 0), new Level("tech-lead", 15 * MINUTE), new Level("boss", 60 * MINUTE));
        Escalation fromSecond = new Escalation(10 * MINUTE, levels, 2, 1, Severity.PAGE);

        assertThat(told(fromSecond, opened(fromSecond), 0, 400))
                .containsExactly("15 tech-lead 2", "60 boss 3", "70 tech-lead 2", "115 boss 3");
    }

    @Test
    void oneLevelIsRemindedOfAsOftenAsItSays() {
        Escalation one = new Escalation(5 * MINUTE, List.of(new Level("on-call", 0)), 1, 2, Severity.PAGE);

        assertThat(told(one, opened(one), 0, 60)).containsExactly("5 on-call 1", "10 on-call 1");
    }

    @Test
    void anAcknowledgementEndsTheChainForGood() {
        Move acknowledged = opened(STANDARD).advance(STANDARD, Cover.ACKNOWLEDGED, OPENED + 14 * MINUTE);

        assertThat(acknowledged.isEscalated()).isFalse();
        assertThat(told(STANDARD, acknowledged.chain(), 15, 400)).isEmpty();
    }

    @Test
    void aSilencePutsTheChainOffByItsLength() {
        Chain chain = opened(STANDARD);
        chain = chain.advance(STANDARD, Cover.COVERED, OPENED + 10 * MINUTE).chain();
        chain = chain.advance(STANDARD, Cover.COVERED, OPENED + 20 * MINUTE).chain();

        Move uncovered = chain.advance(STANDARD, Cover.NOTHING, OPENED + 30 * MINUTE);

        // the silence took 20 minutes: what was due at 15 and 60 is at 35 and 80
        assertThat(uncovered.isEscalated()).isFalse();
        assertThat(told(STANDARD, uncovered.chain(), 30, 90)).containsExactly("35 tech-lead 2", "80 product-owner 3");
    }

    @Test
    void anEpisodeThatOpensUnderASilenceTellsItsFirstLevelOnceThatEnds() {
        Move opened = Chain.opened(STANDARD, "e1", Cover.COVERED, OPENED);

        assertThat(opened.isEscalated()).isFalse();
        assertThat(told(STANDARD, opened.chain(), 7, 30)).containsExactly("7 developer 1", "22 tech-lead 2");
    }

    @Test
    void afterAStandstillWhatCameDueIsToldTogetherAndOnce() {
        Move late = opened(STANDARD).advance(STANDARD, Cover.NOTHING, OPENED + 100 * MINUTE);

        assertThat(late.roles()).containsExactly("tech-lead", "product-owner", "developer");
        assertThat(late.level()).isEqualTo(3);
        assertThat(told(STANDARD, late.chain(), 100, 140)).containsExactly("135 product-owner 3");
    }

    @Test
    void aRestartBetweenAnyTwoTicksChangesNothing() {
        List<String> whole = told(STANDARD, opened(STANDARD), 0, 300);

        List<String> parts = new ArrayList<>();
        Chain chain = opened(STANDARD);
        for (long at = 0; at <= 300; at++) {
            Move move = Chain.fromBytes(chain.toBytes()).advance(STANDARD, Cover.NOTHING, OPENED + at * MINUTE);
            chain = move.chain();
            parts.addAll(text(at, move));
        }

        assertThat(parts).isEqualTo(whole).hasSize(11);
    }

    @Test
    void aChainThatWasMadeShorterMeanwhileTellsNobody() {
        Chain chain = opened(STANDARD)
                .advance(STANDARD, Cover.NOTHING, OPENED + 60 * MINUTE)
                .chain();

        assertThat(told(Escalation.NONE, chain, 60, 400)).isEmpty();
    }

    @Test
    void bytesAreAsDrawn() {
        Chain chain = new Chain("e1", 64, 3, Chain.Phase.COVERED, 1);

        assertThat(HexFormat.of().formatHex(chain.toBytes())).isEqualTo("01" + "01" + "8001" + "02" + "03" + "026531");
        assertThat(Chain.fromBytes(chain.toBytes())).isEqualTo(chain);
        assertThatThrownBy(() -> Chain.fromBytes(new byte[] {7}))
                .hasMessage("cannot read an escalation: version=7, readable versions=1..1; run with the newer build, or"
                        + " delete the store to rebuild it from readings");
    }

    private static Chain opened(Escalation escalation) {
        return Chain.opened(escalation, "e1", Cover.NOTHING, OPENED).chain();
    }

    private static List<String> told(Escalation escalation, Chain from, long firstMinute, long lastMinute) {
        List<String> told = new ArrayList<>();
        Chain chain = from;
        for (long at = firstMinute; at <= lastMinute; at++) {
            Move move = chain.advance(escalation, Cover.NOTHING, OPENED + at * MINUTE);
            chain = move.chain();
            told.addAll(text(at, move));
        }
        return told;
    }

    private static List<String> text(long minute, Move move) {
        return move.isEscalated()
                ? List.of(minute + " " + String.join(", ", move.roles()) + " " + move.level())
                : List.of();
    }
}
