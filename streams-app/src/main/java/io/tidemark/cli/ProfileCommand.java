package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import io.tidemark.runtime.FileProfile;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark profile}: a file as a reference, shown or published. */
@Command(
        name = "profile",
        description = "Makes a reference of a file and shows it; with --publish, hands it to a running application.",
        footer = {
            "",
            "--publish NAME is for a monitor with reference: {published: NAME}; its windows are WARMING_UP until then.",
            "A second publication takes over from its --valid-from on; windows before keep the first one.",
            "Exit code: 0 done, 2 could not be done."
        })
final class ProfileCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private MonitoredFile watched = new MonitoredFile();

    @Option(names = "--publish", paramLabel = "NAME", description = "Publish it under this name.")
    private @Nullable String publish;

    @Option(
            names = "--as",
            paramLabel = "VERSION",
            defaultValue = "",
            description = "What to call this version of it; default: a hash of what it holds.")
    private String version = "";

    @Option(
            names = "--valid-from",
            paramLabel = "TIME",
            description =
                    "Event time from which on windows are compared with it, like 2026-01-01T00:00Z; default: from now on.")
    private @Nullable String validFrom;

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Mixin
    private PublishOptions options = new PublishOptions();

    @Mixin
    private final SaltOptions salt;

    ProfileCommand(Terminal terminal, Clock clock, Map<String, String> environment) {
        this.terminal = terminal;
        this.salt = new SaltOptions(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        MonitorFile monitors = watched.monitors();
        String chosen = watched.chosen(monitors);
        Monitor monitor =
                salt.salted(monitors, watched.config(), List.of(chosen)).monitor(chosen);
        String name = publish;
        if (name != null) {
            requireAwaited(monitor, name);
        } else if (validFrom != null) {
            throw new UsageError("--valid-from=" + validFrom + " is for what is published; add --publish NAME");
        }
        long stated = stated(monitor);
        FileProfile profile = FileProfile.of(
                watched.file(),
                monitor,
                version,
                () -> stated == Long.MIN_VALUE ? FileProfile.ahead(monitor, clock) : stated);
        if (name != null) {
            options.publish(profile, clock, terminal);
        }
        terminal.print(json ? ProfileText.json(monitor.model(), profile) : ProfileText.text(monitor.model(), profile));
        if (name != null && !json) {
            terminal.print("published as " + profile.name() + ", holds from " + profile.validFrom() + " on");
        }
        return ExitCodes.QUIET;
    }

    private void requireAwaited(Monitor monitor, String name) {
        boolean isAwaited = monitor.references().held() instanceof ReferenceRule.Published published
                && published.name().equals(name);
        if (!isAwaited) {
            throw new UsageError("--publish=" + name + " is not what model " + monitor.model() + " of "
                    + watched.config() + " waits for; write reference: {published: " + name + "} there");
        }
    }

    /** The stated time, up to a window's start; {@link Long#MIN_VALUE} if none is. */
    private long stated(Monitor monitor) {
        if (validFrom == null) {
            return Long.MIN_VALUE;
        }
        long windowMs = monitor.windows().size().toMillis();
        try {
            long ms = OffsetDateTime.parse(validFrom).toInstant().toEpochMilli();
            return -Math.floorDiv(-ms, windowMs) * windowMs;
        } catch (DateTimeException wrong) {
            throw new UsageError("--valid-from=" + validFrom + " is not a time; write it like " + Instant.EPOCH);
        }
    }
}
