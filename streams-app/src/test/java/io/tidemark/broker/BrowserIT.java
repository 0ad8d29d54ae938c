package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser walks through the demo's dashboard as a person would, by keyboard and by mouse, in both themes and both sizes:
 * src/test/browser/walk.mjs. What it saw is under target/screenshots.
 */
class BrowserIT {
    private static final Duration DEMO = Duration.ofMinutes(5);
    private static final Duration WALK = Duration.ofMinutes(8);
    private static final Pattern LOOK = Pattern.compile("look at it: (http://\\S+)/#token=(\\S+)");
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Path PICTURES = Path.of("target/screenshots").toAbsolutePath();
    /** Two themes and two sizes of nineteen pages. */
    private static final int PAGES = 76;

    @TempDir
    private Path directory;

    @Test
    void demoCanBeWalkedThrough() throws Exception {
        Path scripts = Files.createDirectories(directory.resolve("scripts"));
        for (String name : List.of("package.json", "package-lock.json", "walk.mjs", "checks.mjs")) {
            Files.copy(SCRIPTS.resolve(name), scripts.resolve(name));
        }
        for (String program : List.of("npm", "node", "chromium")) {
            Installed.program(program);
        }
        run(scripts, DEMO, "npm", "ci", "--no-audit", "--no-fund");
        try (Instance demo =
                Instance.command(directory.resolve("demo"), List.of("demo", "--keep", "--http", "127.0.0.1:0"))) {
            await().atMost(DEMO).until(() -> look(demo).find() || !demo.isAlive());
            Matcher look = look(demo);
            assertThat(look.find()).as(Files.readString(demo.log())).isTrue();

            String told = run(scripts, WALK, "node", "walk.mjs", look.group(1), PICTURES.toString(), look.group(2));

            assertThat(told).contains(" 0 faults");
            try (Stream<Path> pictures = Files.list(PICTURES)) {
                assertThat(pictures.filter(file -> file.toString().endsWith(".png")))
                        .hasSize(PAGES);
            }
        }
    }

    private static Matcher look(Instance demo) throws IOException {
        return LOOK.matcher(Files.readString(demo.log()));
    }

    /** What it wrote; it has to end well, and in time. */
    private String run(Path where, Duration patience, String... command) throws Exception {
        Path log = directory.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean isOver = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(log);
        assertThat(isOver).as("it ends in time: %s%n%s", List.of(command), told).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", List.of(command), told).isZero();
        return told;
    }
}
