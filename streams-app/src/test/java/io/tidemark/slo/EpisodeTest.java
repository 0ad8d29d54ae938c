package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.slo.Episode.Hearing;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final long MINUTE = 60_000;

    private final Episode episode = new Episode(Alert.Severity.TICKET);
    private long minute;
    private long onset = -1;

    /** A bad run that began then. */
    private record Run(long onsetMs) implements Episode.Run {
        @Override
        public long badFrom(long startMs) {
            return 3;
        }
    }

    @Test
    void opensOnceUpdatesAndClosesOnce() {
        List<String> told = run("BBB C C C C C", 3, 0, Hearing.BAD_SLOT);

        assertThat(told)
                .containsExactly(
                        "OPENED PENDING→FIRING",
                        "UPDATED FIRING→FIRING",
                        "UPDATED FIRING→FIRING",
                        "UPDATED FIRING→RECOVERING",
                        "UPDATED RECOVERING→RECOVERING",
                        "UPDATED RECOVERING→RECOVERING",
                        "CLOSED RECOVERING→RESOLVED");
        assertThat(episode.state()).isEqualTo(State.INACTIVE);
        assertThat(episode.sequence()).isEqualTo(7);
    }

    @Test
    void pendingThatDiesIsNeverTold() {
        List<String> told = run("BB C BB C", 3, 3, Hearing.BAD_SLOT);

        assertThat(told).isEmpty();
        assertThat(episode.state()).isEqualTo(State.INACTIVE);
    }

    @Test
    void theSlotInWhichItBeganCountsForTheWait() {
        assertThat(run("B", 3, 1, Hearing.BAD_SLOT)).containsExactly("OPENED PENDING→FIRING");
    }

    @Test
    void burningAgainWhileRecoveringIsTheSameEpisode() {
        List<String> told = run("B CC B CC B CC", 3, 0, Hearing.BAD_SLOT);

        assertThat(told).filteredOn(line -> line.startsWith("OPENED")).hasSize(1);
        assertThat(told).filteredOn(line -> line.startsWith("CLOSED")).isEmpty();
        assertThat(episode.firedMs()).isEqualTo(MINUTE);
    }

    @Test
    void hoveringNearTheFactorPutsTheCloseOff() {
        List<String> told = run("B CC H CC H CC", 3, 0, Hearing.BAD_SLOT);

        assertThat(told).noneMatch(line -> line.startsWith("CLOSED"));
    }

    @Test
    void silenceIsNoRecovery() {
        List<String> told = run("B ??????????", 3, 0, Hearing.CALM_SLOT);

        assertThat(told).last().isEqualTo("UPDATED FIRING→FIRING");
    }

    @Test
    void withdrawnByLateDataClosesAtOnce() {
        List<String> told = run("BW", 3, 0, Hearing.BAD_SLOT);

        assertThat(told).containsExactly("OPENED PENDING→FIRING", "CLOSED FIRING→RESOLVED");
        assertThat(episode.reason()).isEqualTo(Alert.Reason.REVISED);
    }

    @Test
    void inhibitedEpisodeLivesAndDiesInSilence() {
        List<String> told = run("BBB CCCCC", 3, 0, Hearing.INHIBITED);

        assertThat(told).isEmpty();
    }

    @Test
    void inhibitedEpisodeSpeaksUpOnlyOnceItsSlotsAreBadAgain() {
        run("BB", 3, 0, Hearing.INHIBITED);

        List<String> whileCalm = run("BB", 3, 0, Hearing.CALM_SLOT);
        List<String> whileBad = run("B", 3, 0, Hearing.BAD_SLOT);

        assertThat(whileCalm).isEmpty();
        assertThat(whileBad).containsExactly("OPENED FIRING→FIRING");
    }

    @Test
    void episodeThatWasToldIsClosedEvenWhileInhibited() {
        run("B", 3, 0, Hearing.BAD_SLOT);

        assertThat(run("CCCC", 3, 0, Hearing.INHIBITED)).containsExactly("CLOSED RECOVERING→RESOLVED");
    }

    @Test
    void aDetailUpdatesNobody() {
        run("B", 3, 0, Hearing.BAD_SLOT);

        assertThat(run("BB", 3, 0, Hearing.BAD_DETAIL)).isEmpty();
    }

    @Test
    void bytesAreAsDrawn() {
        // version 2, 1 episode: TICKET of BURN, FIRING, BURN, told; since 120 s, onset 60 s, fired 120 s (zig-zag),
        // keep
        // 180 s, sequence 1, 3 bad (zig-zag); what "m · c", proof "p"
        byte[] bytes = HexFormat.of()
                .parseHex("0201" + "01020001" + "80d30e" + "c0a907" + "80d30e" + "c0fc15" + "01" + "06" + "06"
                        + "6d20c2b72063" + "01" + "70");

        Episode read = EpisodeCodec.read(bytes).get(0);

        assertThat(read.state()).isEqualTo(State.FIRING);
        assertThat(read.onsetMs()).isEqualTo(60_000);
        assertThat(read.keepFiringMs()).isEqualTo(180_000);
        assertThat(read.bad()).isEqualTo(3);
        assertThat(read.cause()).isEqualTo(new Episode.Cause("m · c", "p"));
        assertThat(EpisodeCodec.write(List.of(read))).isEqualTo(bytes);
    }

    @Test
    void closedByHandItOpensAgainOnlyAfterCalmOrForAnotherRun() {
        run("BB", 3, 0, Hearing.BAD_SLOT);
        episode.close(Alert.Reason.MANUAL, minute * MINUTE);
        episode.speak(Hearing.CALM_SLOT);
        onset = 0;

        List<String> sameRun = run("BBHB", 3, 0, Hearing.BAD_SLOT);
        List<String> afterCalm = run("CB", 3, 0, Hearing.BAD_SLOT);

        assertThat(sameRun).isEmpty();
        assertThat(afterCalm).containsExactly("OPENED PENDING→FIRING");
    }

    @Test
    void closedByHandAnotherRunOpensIt() {
        run("BB", 3, 0, Hearing.BAD_SLOT);
        episode.close(Alert.Reason.MANUAL, minute * MINUTE);

        List<String> told = run("B", 3, 0, Hearing.BAD_SLOT);

        // told of the end first: nobody spoke in between
        assertThat(episode.firedMs()).isEqualTo(3 * MINUTE);
        assertThat(told).containsExactly("UPDATED PENDING→FIRING");
    }

    /** One minute a letter: Burning, Holding, Calm, Withdrawn, ? unknown. */
    private List<String> run(String breaches, int keepMinutes, int forMinutes, Hearing hearing) {
        List<String> told = new ArrayList<>();
        for (char letter : breaches.replace(" ", "").toCharArray()) {
            long start = minute++ * MINUTE;
            episode.advance(new Episode.Situation(
                    start,
                    start + MINUTE,
                    new Run(onset < 0 ? start : onset),
                    breach(letter),
                    keepMinutes * MINUTE,
                    forMinutes * MINUTE));
            episode.speak(hearing).ifPresent(notice -> told.add(line(notice)));
        }
        return told;
    }

    private String line(Notice notice) {
        return notice + " " + episode.previousState() + "→" + episode.state();
    }

    private static Breach breach(char letter) {
        return switch (letter) {
            case 'B' -> Breach.BURNING;
            case 'H' -> Breach.HOLDING;
            case 'C' -> Breach.CALM;
            case 'W' -> Breach.WITHDRAWN;
            default -> Breach.UNKNOWN;
        };
    }
}
