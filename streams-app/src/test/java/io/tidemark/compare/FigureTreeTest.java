package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.compare.ComparedColumn.Figure;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTreeTest {
    @Test
    void namesWithDotsAreNestedOnlyWhereALetterFollows() throws IOException {
        List<Figure> figures = List.of(
                new Figure("psi_quantile10", "interior_deciles.inner_edges.0", -1.5, "column"),
                new Figure("psi_quantile10", "interior_deciles.inner_edges.1", 0.5, "column"),
                new Figure("psi_quantile10", "interior_deciles.psi_unsmoothed", Double.POSITIVE_INFINITY, "nats"),
                new Figure("anderson_ksamp", "critical_values_25_10_5_2.5_1.0", 0.325, ""),
                new Figure("anderson_ksamp", "pvalue_clipped_0.001_0.25", 0.25, "probability"),
                new Figure("psi_evidently", "bins", 9, "count"),
                new Figure("psi_evidently", "numeric_binning", 1, "0 or 1"));

        assertThat(json(figures))
                .isEqualTo(
                        "{\"psi_quantile10\":{\"interior_deciles\":{\"inner_edges\":[-1.5,0.5],\"psi_unsmoothed\":"
                                + "\"Infinity\"}},\"anderson_ksamp\":{\"critical_values_25_10_5_2.5_1\":[0.325],"
                                + "\"pvalue_clipped_0.001_0.25\":0.25},\"psi_evidently\":{\"bins\":9,\"numeric_binning\":true}}");
    }

    private static String json(List<Figure> figures) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            FigureTree.byGroup(figures).write(out);
            out.writeEndObject();
        }
        return text.toString();
    }
}
