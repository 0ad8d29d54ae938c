package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code compare --ranges} asks for of stages, against an application that has no such events. */
class CompareStagesTest {
    private static final String REFUSED = "no event of stage training was seen: model=m";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawQuery());
            byte[] answer = ("{\"detail\": \"" + REFUSED + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Shell compare(String... more) {
        Stream<String> plain = Stream.of(
                "compare",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--model",
                "m",
                "--ranges",
                "2026-01-01..2026-01-08",
                "2026-01-08..2026-01-09");
        return Shell.run(Stream.concat(plain, Stream.of(more)).toArray());
    }

    private List<String> stages() {
        return Stream.of(asked.get(0).split("&"))
                .filter(parameter -> parameter.contains("tage="))
                .toList();
    }

    @Test
    void whatIsServedIsComparedWithTrainingWhereThatIsAskedFor() {
        Shell shell = compare("--reference-stage", "training");

        assertThat(stages()).containsExactly("stage=serving", "referenceStage=training");
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains(REFUSED);
    }

    @Test
    void bothAreOfTheStageThatIsNamedAlone() {
        compare("--stage", "Training");

        assertThat(stages()).containsExactly("stage=training");
    }

    @Test
    void servingIsMeantWhereNoStageIsNamed() {
        compare();

        assertThat(stages()).containsExactly("stage=serving");
    }

    @Test
    void wordThatIsNoStageIsRefusedBeforeAnythingIsAsked() {
        Shell shell = compare("--reference-stage", "testing");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("'testing' is no stage of a model; write serving or training");
        assertThat(asked).isEmpty();
    }
}
