package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void ofManyNamesSomeAreListedAndTheOthersCounted() {
        List<String> many =
                IntStream.range(0, 45).mapToObj(i -> String.format("n%02d", i)).toList();
        List<String> wordy = IntStream.range(0, 20)
                .mapToObj(i -> String.format("country=C%02d,platform=android,channel=web", i))
                .toList();

        assertThat(Names.suggestion("zzz", many, "there are")).endsWith("n28, n29 and 15 more");
        // eight of 38 characters are 304
        assertThat(Names.suggestion("zzz", wordy, "there are"))
                .startsWith("there are country=C00,")
                .endsWith(" and 13 more")
                .hasSizeLessThan(340);
        assertThat(Names.suggestion("zzz", List.of("x".repeat(1_000), "y"), "there are"))
                .endsWith(" and 1 more");
        assertThat(Names.suggestion("zzz", List.of("alpha", "beta"), "there are"))
                .isEqualTo("there are alpha, beta");
    }

    @Test
    void theNearestNameIsFoundWhateverIsTyped() {
        assertThat(Names.nearest("pgae", List.of("info", "page", "ticket"))).isEqualTo("page");
        assertThat(Names.nearest("contry", List.of("country"))).isEqualTo("country");
        assertThat(Names.nearest("x".repeat(100_000), Collections.nCopies(1_000, "country=BR")))
                .isEmpty();
    }
}
