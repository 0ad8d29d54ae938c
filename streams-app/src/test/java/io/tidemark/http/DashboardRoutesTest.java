package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.testkit.AnsweringState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's files from outside; what the page does with them is BrowserIT's. */
class DashboardRoutesTest {
    private static final Path SOURCE = Path.of("src/main/resources/dashboard");
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(assets/[^\"]+)\"");

    private final ApiServer server = ApiServer.start(
            HttpSettings.of("127.0.0.1", 0, Tokens.none(), Openness.GUARDED),
            new Sources(() -> new Health(true, true, "running", ""), type -> "", AnsweringState::twoModels));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private List<String> assets() throws Exception {
        return ASSET.matcher(get("/").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void pageIsThereAndRunsNothingThatIsWrittenIntoIt() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(page.body()).doesNotContain("@version@", "<style", "style=", "onclick=", "://");
    }

    @Test
    void whatThePageNamesIsThereAndKeptForGood() throws Exception {
        List<String> assets = assets();

        assertThat(assets).hasSize(6);
        for (String asset : assets) {
            HttpResponse<String> file = get("/" + asset);
            assertThat(file.statusCode()).as(asset).isEqualTo(200);
            assertThat(header(file, "Cache-Control")).as(asset).isEqualTo("public, max-age=31536000, immutable");
            assertThat(header(file, "X-Content-Type-Options")).as(asset).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"js/main.js", "js/pages/overview.js", "uplot/uPlot.esm.js"})
    void modulesHaveTheTypeWithoutWhichNoBrowserRunsThem(String module) throws Exception {
        String version = assets().get(0).split("/")[1];

        assertThat(header(get("/assets/" + version + "/" + module), "Content-Type"))
                .isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void fileOfAnotherInstancesVersionIsServedAndNotKept() throws Exception {
        HttpResponse<String> file = get("/assets/0123456789ab/app.css");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void pageThatIsStillTheSameIsNotSentAgain() throws Exception {
        String tag = header(get("/"), "ETag");

        HttpResponse<String> again = get("/", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/1/js/none.js",
                "/assets/1/files.txt",
                "/assets/1/../api/openapi.yaml",
                "/assets/1/%2e%2e/api/openapi.yaml",
                "/assets/1/js/%2e%2e/%2e%2e/%2e%2e/api/openapi.yaml",
                "/index.html"
            })
    void nothingElseOfTheJarIsServed(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.body()).doesNotContain("openapi: 3.1.0");
    }

    @Test
    void everyFileIsListedAndEveryImportLeadsToOne() throws IOException {
        List<String> listed = Files.readAllLines(SOURCE.resolve("files.txt"));

        try (Stream<Path> files = Files.walk(SOURCE)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> SOURCE.relativize(file).toString())
                            .filter(name -> !name.equals("files.txt") && !name.equals("uplot/LICENSE")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        assertThat(listed.stream().filter(name -> name.startsWith("js/")).flatMap(DashboardRoutesTest::imports))
                .isSubsetOf(listed);
    }

    private static Stream<String> imports(String module) {
        try {
            Matcher found = Pattern.compile("from '([^']+)';").matcher(Files.readString(SOURCE.resolve(module)));
            Path directory = Objects.requireNonNull(Path.of(module).getParent());
            return found
                    .results()
                    .map(match -> directory.resolve(match.group(1)).normalize().toString())
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Text from topics reaches the page as text. */
    @Test
    void noModuleMakesHtmlOfText() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE.resolve("js"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "new Function");
            }
        }
    }
}
