package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.FieldMapping.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mapping that the README tells people to copy is one. */
class ReadmeMappingTest {
    @Test
    void exampleOfAnyTopicIsAMonitorFile() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String from = readme.substring(readme.indexOf("**Any topic**"));
        String yaml = from.substring(from.indexOf("```yaml\n") + 8, from.indexOf("\n```\n"));

        MonitorFile file = MonitorFileReader.parse("readme.yaml", yaml);

        assertThat(file.warnings()).isEmpty();
        FieldMapping fields = file.monitors().get(0).source().format().fields();
        assertThat(fields.place(Role.TIME)).isEqualTo("event.created_at");
        assertThat(fields.column(FieldPath.parse("payment.amount"))).isEqualTo("amount");
        assertThat(fields.column(FieldPath.parse("customer.address.country"))).isEqualTo("country");
        assertThat(fields.column(FieldPath.parse("customer.internal_note"))).isEmpty();
        assertThat(fields.column(FieldPath.parse("items[0].price"))).isEqualTo("price");
        assertThat(file.monitors().get(0).slices().dimensions()).isEqualTo(List.of("country"));
    }
}
