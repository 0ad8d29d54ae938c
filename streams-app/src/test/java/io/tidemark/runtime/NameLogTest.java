package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.FieldPath;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.ingest.NameListener.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameLogTest {
    private final Meters meters = new Meters();
    private final NameLog log = new NameLog(meters);

    @Test
    void nameIsCountedOnceForATopicHoweverManyTasksMeetIt() {
        List<FieldPath> places = List.of(FieldPath.parse("a.b"), FieldPath.ofField("a.b"));

        log.shared("t", "a.b", places);
        log.shared("t", "a.b", places);
        log.shared("u", "a.b", places);
        log.hidden("t", "y", FieldPath.ofField("y"));
        log.hidden("t", "y", FieldPath.ofField("y"));

        assertThat(meters.read(Meter.NAMES_SHARED)).isEqualTo(3);
    }

    @Test
    void everyValueBeyondALimitIsCounted() {
        for (int i = 0; i < 7; i++) {
            log.refused("t", i % 2 == 0 ? Limit.NAMES : Limit.KEYS, new FieldPath(List.of()));
        }

        assertThat(meters.read(Meter.NAMES_REFUSED)).isEqualTo(7);
    }
}
