package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
    private static final Slices GROUPINGS =
            Slices.Groupings.of(List.of(List.of("origin"), List.of("platform", "country")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "origin=ATL",
                "origin=__other__",
                "origin=(none)",
                "origin=",
                "country=BR,platform=ios",
                "platform=ios,country=BR",
                "origin=a\\=b\\,country\\=c",
                "origin=a\\\\",
                "country=a\\\\,platform=b",
                "origin=*"
            })
    void slicesOfTheGroupingsAreIncluded(String slice) {
        assertThat(GROUPINGS.include(slice)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country=BR",
                "version=7",
                "origin=ATL,country=BR",
                "country=a\\,platform=b",
                "country=BR,platform=ios,origin=ATL"
            })
    void othersAreNot(String slice) {
        assertThat(GROUPINGS.include(slice)).isFalse();
    }

    @Test
    void wholeIsOneSliceAndEachIsAll() {
        assertThat(Slices.WHOLE.include("*")).isTrue();
        assertThat(Slices.WHOLE.include("origin=ATL")).isFalse();
        assertThat(Slices.EACH.include("*")).isTrue();
        assertThat(Slices.EACH.include("origin=ATL")).isTrue();
    }

    @Test
    void groupingWithoutDimensionIsRefused() {
        assertThatThrownBy(() -> Slices.Groupings.of(List.of(List.of())))
                .hasMessage("groupings need one or more dimensions each: groupings=[[]]");
    }
}
