package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.TimeFormat;
import io.tidemark.config.TimeFormat.Kind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTimeTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2001-02-03,                     2001-02-03T00:00:00Z",
        "2001-02-03T04:05,               2001-02-03T04:05:00Z",
        "2001-02-03 04:05:06,            2001-02-03T04:05:06Z",
        "2001-02-03T04:05:06.7,          2001-02-03T04:05:06.700Z",
        "2001-02-03T04:05:06.123456789Z, 2001-02-03T04:05:06.123Z",
        "1996-05-07T00:00:00+10:00,      1996-05-06T14:00:00Z",
        "2001-02-03T04:05:06-0330,       2001-02-03T07:35:06Z",
        "2001-02-03 04:05:06 +01,        2001-02-03T03:05:06Z",
        "2000-02-29,                     2000-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999,        1969-12-31T23:59:59.999Z",
        "981173106,                      2001-02-03T04:05:06Z",
        "981173106.25,                   2001-02-03T04:05:06.250Z",
        "981173106000,                   2001-02-03T04:05:06Z",
        "981173106000999,                2001-02-03T04:05:06Z",
        "-1,                             1969-12-31T23:59:59Z",
        "0,                              1970-01-01T00:00:00Z",
    })
    void formatsAreToldApart(String text, Instant expected) {
        assertThat(parse(TimeFormat.AUTO, UTC, text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2001-02-29",
                "2001-13-01",
                "2001-02-03T",
                "2001-02-03T24:00",
                "2001-02-03T04:60",
                "2001-02-03T04:05:06X",
                "2001-02-03T04:05+",
                "2001-02-03T04:05+1",
                "2001/02/03",
                "12:30",
                "1e9",
                "-",
                ".5",
                "99999999999999999999",
                "9223372036854775808"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(parse(TimeFormat.AUTO, UTC, text)).isEqualTo(CsvTime.NO_TIME);
    }

    @Test
    void zoneFollowsItsClocks() {
        assertThat(parse(TimeFormat.AUTO, BERLIN, "2024-01-15T12:00")).isEqualTo(ms("2024-01-15T11:00:00Z"));
        assertThat(parse(TimeFormat.AUTO, BERLIN, "2024-07-15T12:00")).isEqualTo(ms("2024-07-15T10:00:00Z"));
        assertThat(parse(TimeFormat.AUTO, BERLIN, "2024-10-27T02:30")).isEqualTo(ms("2024-10-27T00:30:00Z"));
        assertThat(parse(TimeFormat.AUTO, BERLIN, "2024-03-31T02:30")).isEqualTo(ms("2024-03-31T01:30:00Z"));
    }

    @Test
    void statedUnitsAreKept() {
        assertThat(parse(new TimeFormat(Kind.MILLIS, ""), UTC, "5")).isEqualTo(5);
        assertThat(parse(new TimeFormat(Kind.MICROS, ""), UTC, "-1")).isEqualTo(-1);
        assertThat(parse(new TimeFormat(Kind.SECONDS, ""), UTC, "5")).isEqualTo(5_000);
        assertThat(parse(new TimeFormat(Kind.ISO, ""), UTC, "5")).isEqualTo(CsvTime.NO_TIME);
        assertThat(parse(new TimeFormat(Kind.ISO, ""), UTC, "2001")).isEqualTo(CsvTime.NO_TIME);
    }

    @Test
    void patternsAreThePlatformsOwn() {
        TimeFormat german = new TimeFormat(Kind.PATTERN, "dd.MM.yyyy HH:mm");
        TimeFormat log = new TimeFormat(Kind.PATTERN, "dd/MMM/yyyy:HH:mm:ss Z");

        assertThat(parse(german, BERLIN, "15.01.2024 12:00")).isEqualTo(ms("2024-01-15T11:00:00Z"));
        assertThat(parse(log, BERLIN, "10/Oct/2000:13:55:36 -0700")).isEqualTo(ms("2000-10-10T20:55:36Z"));
        assertThat(parse(new TimeFormat(Kind.PATTERN, "yyyyMMdd"), UTC, "20010203"))
                .isEqualTo(ms("2001-02-03T00:00:00Z"));
        assertThat(parse(german, UTC, "32.01.2024 12:00")).isEqualTo(CsvTime.NO_TIME);
    }

    @Test
    void fastPathAgreesWithThePlatform() {
        SplittableRandom random = new SplittableRandom(1);
        CsvTime time = new CsvTime(TimeFormat.AUTO, UTC);

        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_799L);
            LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            char[] text = local.toString().toCharArray();

            assertThat(time.parse(text, 0, text.length)).isEqualTo(second * 1_000);
        }
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static long parse(TimeFormat format, ZoneId zone, String text) {
        char[] padded = ("9" + text + "9").toCharArray();
        return new CsvTime(format, zone).parse(padded, 1, text.length());
    }
}
