package io.tidemark.query.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.BoardTeller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What boards say while the brokers are away: nothing comes, and nothing says that it does not. */
class OutOfReachTest {
    private static final Instant NOW = Instant.parse("2026-03-01T15:00:00Z");

    private Instant time = NOW;
    private final Boards boards = BoardTeller.ofNew(clock()).whole(NOW).boards();

    @Test
    void boardsOfTopicsOutOfReachAreNotWholeAndSaySinceWhen() {
        time = NOW.plusMillis(Contact.PATIENCE_MS);
        assertThat(standing().isWhole()).isTrue();
        assertThat(standing().behindSinceMs()).isEqualTo(Long.MIN_VALUE);

        time = time.plusMillis(1);
        assertThat(standing().isWhole()).isFalse();
        assertThat(standing().behindSinceMs()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void theyAreWholeAgainOnceAllIsKnownAgain() {
        time = NOW.plusSeconds(300);
        assertThat(standing().isWhole()).isFalse();

        boards.sure(time.minusSeconds(1).toEpochMilli());

        assertThat(standing().isWhole()).isTrue();
        assertThat(standing().behindSinceMs()).isEqualTo(Long.MIN_VALUE);
    }

    /** Else who has the answer is told that it still holds. */
    @Test
    void anAnswerOfBeforeHoldsNoMore() {
        String before = boards.moment();
        time = NOW.plusSeconds(11);
        String lost = boards.moment();
        assertThat(lost).isNotEqualTo(before).isEqualTo(boards.ask(view -> 0).moment());

        time = NOW.plusSeconds(20);
        assertThat(boards.moment()).isEqualTo(lost);
        boards.sure(time.toEpochMilli());
        assertThat(boards.moment()).isEqualTo(before);
    }

    /** Before that nobody knows since when: their reading has just begun. */
    @Test
    void beforeAllIsKnownForTheFirstTimeTheyAreNotWhole() {
        Boards fresh = new Boards("e", clock());
        fresh.read(Standing.read(true, 0, NOW.toEpochMilli(), List.of(), 0), true);

        Standing standing = fresh.ask(view -> 0).standing();
        assertThat(standing.isWhole()).isFalse();
        assertThat(standing.behindSinceMs()).isEqualTo(Long.MIN_VALUE);
    }

    private Standing standing() {
        return boards.ask(view -> 0).standing();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("of no use here");
            }

            @Override
            public Instant instant() {
                return time;
            }
        };
    }
}
