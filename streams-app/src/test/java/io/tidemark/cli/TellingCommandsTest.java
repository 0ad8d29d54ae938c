package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an operation is said before a cluster is asked. */
class TellingCommandsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            change fraud --kind deploied | --kind=deploied is not a kind of change; did you mean deployed?
            change --kind deployed | say which model was changed, or --all-models, not both
            change fraud --all-models --kind deployed | say which model was changed, or --all-models, not both
            change fraud --kind deployed | --kind=deployed needs --version V, as predictions name it; without it the change can neither be confirmed nor compared (--kind other needs none)
            change fraud --kind rolled-back --previous v9 | --kind=rolled_back needs --version V, as predictions name it; without it the change can neither be confirmed nor compared (--kind other needs none)
            change fraud --kind other --scope region | tidemark change: --scope=region is not NAME=VALUE; write --scope NAME=VALUE (see tidemark change --help)
            silence --model m --for 2h --reason r --by b -b broker | --bootstrap-servers: 'broker' is not the address of a broker; write HOST:PORT, several with commas between them
            ack abc --model m --by ann | 'abc' is neither an episodeId nor a dedupKey; they are 32 hexadecimal digits, an episodeId has a colon and seconds behind them, and stand in every alert; the first six will do
            ack 0123456789 --anyway --by ann | --anyway looks nothing up, so it needs --model NAME and the whole EPISODE; its length=10
            silence --model fraud | tidemark silence: needs --for 2h and --reason TEXT and --by NAME (see tidemark silence --help)
            silence --model m --for 2h --reason r --by b --severity pager | --severity=pager is not a severity; write page, ticket or info
            silence end 12 --by ann | '12' is not an id; it is what the command that began it printed, like flights/3f2a9c1b
            correct --model m --reason r --by b --category maintainance | --category=maintainance is not a category; did you mean maintenance?
            correct --model m --reason r --by b --category chaos --from 2026-01-02 --to 2026-01-01 | --from=2026-01-02T00:00:00Z is not before --to=2026-01-01T00:00:00Z
            correct --model m --reason r --by b --category chaos --rrule weekly --duration 2h | --rrule=weekly is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU
            correct --model m --reason r --by b --category chaos --rrule FREQ=WEEKLY;BYDAY=XX --duration 2h | --rrule=FREQ=WEEKLY;BYDAY=XX is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU
            correct --model m --reason r --by b --category chaos --from 2026-01-01 --rrule FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 --duration 2h | --rrule=FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never occurs from 2026-01-01T00:00:00Z on, or too seldom for its FREQ to be followed; write one like FREQ=WEEKLY;BYDAY=SU, or FREQ=YEARLY;BYMONTH=12;BYHOUR=3
            correct --model m --reason r --by b --category chaos --rrule RRULE:FREQ=HOURLY;BYSECOND=0,30 --duration 10s | --rrule=RRULE:FREQ=HOURLY;BYSECOND=0,30 recurs more often than hourly; write one BYMINUTE and one BYSECOND at most
            correct --model m --reason r --by b --category chaos --rrule FREQ=YEARLY --duration 367d | --duration=367d must be longer than 0 and at most 366 d, 31622400000 ms
            correct --model m --reason r --by b --category chaos --from +1000000-01-01T00:00:00Z --to 2026-01-01 | tidemark correct: invalid value for option '--from': '+1000000-01-01T00:00:00Z' is not a time; write 2001-06-12T13:58Z (see tidemark correct --help)
            change fraud --kind other --version VERSION | --version must have at most 200 characters: length=201
            correct --model m --reason r --by b --category chaos --rrule FREQ=MINUTELY --duration 2h | --rrule=FREQ=MINUTELY is not a rule of RFC 5545 that recurs hourly at most; write one like FREQ=WEEKLY;BYDAY=SU
            """)
    void mistakeIsSaidInASentence(String command, String sentence) {
        Shell shell =
                Shell.run((Object[]) command.replace("VERSION", "v".repeat(201)).split(" "));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo(sentence + "\n");
    }

    @Test
    void aSilenceThatIsOverIsNotTold() {
        Shell shell = Shell.run(
                "silence", "--model", "m", "--for", "2h", "--reason", "r", "--by", "b", "--from", "2026-01-01");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).startsWith("the silence is over already: to=2026-01-01T02:00:00Z, clock=");
    }
}
