package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.config.Problem;
import io.tidemark.domain.WorldFailure;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void causesThatAddSomethingAreTold() {
        Exception cause = new ExecutionException(new IllegalStateException("create it,\n  or correct source.topic"));

        assertThat(Failure.of(new WorldFailure("there is no topic: topic=t", cause))
                        .sentence())
                .isEqualTo("there is no topic: topic=t: create it, or correct source.topic");
    }

    @Test
    void systemsExceptionsAreNamed() {
        Exception denied = new UncheckedIOException("cannot write a file: path=x", new AccessDeniedException("/x"));

        assertThat(Failure.of(denied).sentence()).isEqualTo("cannot write a file: path=x: AccessDeniedException /x");
    }

    @Test
    void fileThatIsNotThereIsSaidOnce() {
        NoSuchFileException cause = new NoSuchFileException("x.properties");

        assertThat(Failure.of(new UncheckedIOException("cannot read client properties: path=x", cause))
                        .sentence())
                .isEqualTo("cannot read client properties: path=x: there is no such file");
        assertThat(Failure.of(new WorldFailure("there is no such file: file=x", cause))
                        .sentence())
                .isEqualTo("there is no such file: file=x");
    }

    @Test
    void bugsAreCalledBugs() {
        Failure failure = Failure.of(new IllegalStateException("total=3 \"quoted\"\tand \u0001"));

        assertThat(failure.json())
                .isEqualTo("{\"error\":\"this is a bug of Tidemark: java.lang.IllegalStateException: total=3 "
                        + "\\\"quoted\\\"\\tand \\u0001\"}");
    }

    @Test
    void twoHundredMistakesAreEnough() {
        Exception many = new InvalidMonitorFile(Collections.nCopies(202, new Problem("m.yaml", 7, "x")));

        assertThat(Failure.of(many).lines())
                .hasSize(202)
                .startsWith("m.yaml:7: x")
                .endsWith("… and 2 more", "202 mistakes in m.yaml");
    }
}
