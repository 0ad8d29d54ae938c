package io.tidemark.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Proves that the checks of {@link EvolutionTest} turn red on a planted fault. */
class SchemaBiteTest {
    @Test
    void aFieldThatChangesItsTypeIsRefused() {
        Schema planted = Schemas.planted("TypeChanged");

        List<String> complaints = SchemaCheck.unreadable(planted, Schemas.history("LabelEvent"));

        assertThat(complaints).containsExactly("LabelEvent: cannot read version 1: TYPE_MISMATCH at /fields/0/type");
    }

    @Test
    void aNewFieldWithoutADefaultIsRefused() {
        Schema planted = Schemas.planted("FieldWithoutDefault");

        List<String> complaints = SchemaCheck.unreadable(planted, Schemas.history("LabelEvent"));

        assertThat(complaints)
                .containsExactly("LabelEvent: cannot read version 1: READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1");
    }

    /** A chain of two harmless steps that is not harmless as a whole: only the transitive check sees it. */
    @Test
    void theVersionBeforeTheLastIsCheckedToo() {
        Schema first = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": "string", "default": ""}]}""");
        Schema second = new Schema.Parser().parse("""
                {"type": "record", "name": "R", "fields": []}""");
        Schema third = new Schema.Parser()
                .parse(
                        """
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": "long", "default": 0}]}""");

        assertThat(SchemaCheck.unreadable(third, List.of(second))).isEmpty();
        assertThat(SchemaCheck.unreadable(third, List.of(first, second)))
                .containsExactly("R: cannot read version 1: TYPE_MISMATCH at /fields/0/type");
    }

    @Test
    void missingDocsAndDefaultsAreFoundAtAnyDepth() {
        Schema planted = Schemas.planted("Undocumented");

        assertThat(SchemaCheck.undocumentedOrWithoutDefault(planted))
                .containsExactly(
                        "Outer: no doc",
                        "Outer.items: no default",
                        "Inner.value: no doc",
                        "Inner.colour: no default",
                        "Colour: no doc",
                        "Colour: no default symbol");
    }
}
