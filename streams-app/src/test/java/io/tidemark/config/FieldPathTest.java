package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.FieldPath.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Test
    void namesAndPlacesAreSteps() {
        FieldPath path = FieldPath.parse("customer.items[10].\"unit.price\"[0]");

        assertThat(path.steps())
                .containsExactly(
                        new Step("customer", -1),
                        new Step("items", -1),
                        new Step("", 10),
                        new Step("unit.price", -1),
                        new Step("", 0));
        assertThat(path.name()).isEqualTo("customer.items[10].unit.price[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a[0]", "a[0][1].b", "\"a.b\".c", "größe.é", "a b.c-d"})
    void pathIsReadAsItIsWritten(String text) {
        assertThat(FieldPath.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "[0]",
                "a[",
                "a[]",
                "a[x]",
                "a[-1]",
                "a[1",
                "a]",
                "\"\"",
                "a.\"b",
                "a\"b\"",
                "a[0]b",
                "a[12345678]"
            })
    void whatIsNoPathIsToldWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "is not a path; write names with dots, places in arrays in brackets: customer.items[0].price, names"
                                + " with dots in quotes, at most 32 steps");
    }

    @Test
    void pathEndsAfterThirtyTwoSteps() {
        String deep = "a" + ".a".repeat(31);

        assertThat(FieldPath.parse(deep).steps()).hasSize(32);
        assertThatThrownBy(() -> FieldPath.parse(deep + ".a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pathInsideOfAnotherIsNamedFromThere() {
        FieldPath outer = FieldPath.parse("payload.features");

        assertThat(FieldPath.parse("payload.features.a.b").isWithin(outer)).isTrue();
        assertThat(FieldPath.parse("payload.features.a.b").from(outer).name()).isEqualTo("a.b");
        assertThat(FieldPath.parse("payload.featuresOld.a").isWithin(outer)).isFalse();
        assertThat(outer.from(outer).name()).isEqualTo("features");
    }
}
