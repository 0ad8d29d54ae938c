package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Fault;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Offenders;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RowFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowFactsCodecTest {
    /** The drawing in {@link RowFactsCodec}. */
    private static final String DRAWN = "0f" + "000000000000ea60" + "0000000000000002" + "0000000000000003" + "00"
            + "00000001" + "0000000000000007" + "0000000000000003" + "01" + "04" + "0000000000000009" + "00000001"
            + "0001" + "61" + "01" + "01" + "0000000000000005" + "0005" + "742d304033" + "0001" + "65" + "0001" + "78";

    private static byte[] write(RowFacts facts) {
        return Layouts.write(1, out -> RowFactsCodec.write(facts, out));
    }

    private static RowFacts read(byte[] bytes) {
        return Layouts.read("facts", 1, bytes, RowFactsCodec::read);
    }

    private static RowFacts drawn() {
        RowFacts facts = new RowFacts();
        facts.countTimes(60_000, 2);
        facts.ids().count(7);
        facts.ids().count(7);
        facts.ids().count(7);
        facts.countRejected(Reason.UNDECODABLE, 9);
        facts.offenders().offer(new Offenders.Key("a", Fault.WRONG_TYPE), new Offender(5, "t-0@3", "e", "x"));
        return facts;
    }

    @Test
    void factsAreWrittenAsDrawn() {
        assertThat(write(drawn())).asHexString().isEqualToIgnoringCase("01" + DRAWN);
    }

    @Test
    void drawnFactsAreRead() {
        RowFacts facts = read(HexFormat.of().parseHex("01" + DRAWN));

        assertThat(facts.newestMs()).isEqualTo(60_000);
        assertThat(facts.late()).isEqualTo(2);
        assertThat(facts.ids().sampledDuplicates()).isEqualTo(2);
        assertThat(facts.rejected()).containsEntry(Reason.UNDECODABLE, 9L).hasSize(1);
        assertThat(facts.offenders().samples().firstKey()).isEqualTo(new Offenders.Key("a", Fault.WRONG_TYPE));
        assertThat(write(facts)).asHexString().isEqualToIgnoringCase("01" + DRAWN);
    }

    @Test
    void whatRulesCountedIsWrittenAsDrawn() {
        RowFacts facts = new RowFacts();
        facts.countRequests("failed OK", new RowFacts.Tally(1, 2));
        facts.countRequests("failed OK", new RowFacts.Tally(2, 3));
        String drawn = "0110" + "01" + "0009" + "6661696c6564204f4b" + "0000000000000003" + "0000000000000005";

        assertThat(write(facts)).asHexString().isEqualToIgnoringCase(drawn);
        assertThat(read(HexFormat.of().parseHex(drawn)).requests())
                .isEqualTo(Map.of("failed OK", new RowFacts.Tally(3, 5)));
    }

    @Test
    void partsOfALaterBuildAreRefused() {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex("0120")))
                .hasMessage(
                        "facts of rows have parts that this build does not know: presence=32, known=31; run with the"
                                + " build that wrote them");
    }

    @Test
    void nothingIsOneByte() {
        assertThat(write(new RowFacts())).hasSize(2);
        assertThat(read(write(new RowFacts())).newestMs()).isEqualTo(RowFacts.NONE);
    }

    @Test
    void sumsHaveTheSameBytesInAnyOrder() {
        Random random = new Random(5);
        List<RowFacts> parts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parts.add(random(random));
        }

        byte[] forward = write(sum(parts));
        Collections.shuffle(parts, random);
        RowFacts left = sum(parts.subList(0, 11));
        RowFacts right = read(write(sum(parts.subList(11, 40))));
        right.add(left);

        assertThat(write(right)).isEqualTo(forward);
    }

    private static RowFacts random(Random random) {
        RowFacts facts = new RowFacts();
        facts.countTimes(random.nextInt(), random.nextInt(5));
        for (int i = 0; i < 300; i++) {
            facts.ids().count(random.nextLong());
        }
        facts.countRejected(Reason.values()[random.nextInt(3)], 1 + random.nextInt(3));
        facts.countRequests("slow " + random.nextInt(3) + " ms", new RowFacts.Tally(random.nextInt(5), 5));
        for (int i = 0; i < 9; i++) {
            Offenders.Key key = new Offenders.Key("c" + random.nextInt(2), Fault.values()[random.nextInt(3)]);
            facts.offenders().offer(key, new Offender(random.nextLong(), "t-0@" + i, "e", "v"));
        }
        return facts;
    }

    private static RowFacts sum(List<RowFacts> parts) {
        RowFacts sum = new RowFacts();
        parts.forEach(sum::add);
        return sum;
    }
}
