package io.tidemark.cli;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.notify.Secret;
import io.tidemark.notify.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One {@code --target} and the options behind it. */
final class TargetOptions {
    @Option(
            names = "--target",
            required = true,
            paramLabel = "KIND=URL",
            description =
                    "alertmanager=URL, webhook=URL or pagerduty[=URL], or the name of a target of the monitor file, whose severities and roles the options"
                            + " below then override; may be repeated, the options below follow the target they are for.")
    private String target = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call it, also in its consumer group; default: its kind.")
    private @Nullable String name;

    @Option(
            names = "--secret-env",
            paramLabel = "VARIABLE",
            description =
                    "Environment variable that holds what signs a webhook, PagerDuty's routing key, or Alertmanager's bearer token.")
    private @Nullable String secretVariable;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "A file that holds it.")
    private @Nullable Path secretFile;

    @Option(
            names = "--severity",
            split = ",",
            paramLabel = "WORD",
            description = "Only these: page, ticket, info; default: all, or those of the file.")
    private List<String> severities = List.of();

    @Option(
            names = "--role",
            split = ",",
            paramLabel = "ROLE",
            description = "Only alerts for one of these roles, and those that name none; default: all.")
    private List<String> roles = List.of();

    /**
     * Targets of a file, and those that several of these options mean.
     *
     * @param environment of the process
     * @throws UsageError if an option means none, or two have one name
     */
    static List<Target> targets(List<Target> ofFile, List<TargetOptions> options, Map<String, String> environment) {
        List<Target> targets = new ArrayList<>(ofFile);
        for (TargetOptions one : options) {
            int place = one.place(ofFile);
            if (place < 0) {
                targets.add(one.target(environment));
            } else {
                targets.set(place, one.over(targets.get(place)));
            }
        }
        Set<String> taken = new HashSet<>();
        for (Target target : targets) {
            if (!taken.add(target.name())) {
                throw new UsageError("two targets are called " + target.name()
                        + "; add --name NAME behind each --target, another than those of the file");
            }
        }
        return targets;
    }

    /** Targets as Java properties, for everybody: neither secrets nor paths, which may hold some. */
    static List<String> lines(List<Target> targets) {
        List<String> lines = new ArrayList<>(List.of("# whom to tell"));
        for (Target target : targets) {
            String name = "target." + target.name();
            lines.add(name + "=" + target.shown());
            lines.add(name + ".secret=" + (target.secret().isGiven() ? "***" : ""));
            lines.add(name + ".severity="
                    + target.severities().stream().sorted().map(Severity::word).collect(Collectors.joining(",")));
            lines.add(name + ".role=" + target.roles().stream().sorted().collect(Collectors.joining(",")));
        }
        return lines;
    }

    /** Which target of the file they are about; −1 for none. */
    private int place(List<Target> ofFile) {
        return ofFile.stream().map(Target::name).toList().indexOf(target);
    }

    /** The target of the file, with what these options say instead. */
    private Target over(Target given) {
        if (name != null || secretVariable != null || secretFile != null) {
            throw new UsageError("--target " + target
                    + " is a target of the monitor file; only --severity and --role can be" + " said of it here");
        }
        return new Target(
                given.name(),
                given.kind(),
                given.url(),
                given.secret(),
                severities.isEmpty() ? given.severities() : wanted(),
                roles.isEmpty() ? given.roles() : Set.copyOf(roles),
                given.route());
    }

    private Set<Severity> wanted() {
        return severities.stream().map(SeverityWord::severity).collect(Collectors.toSet());
    }

    /**
     * The target that they mean.
     *
     * @param environment of the process
     * @throws UsageError if they mean none
     */
    private Target target(Map<String, String> environment) {
        int sign = target.indexOf('=');
        String kind = sign < 0 ? target : target.substring(0, sign);
        try {
            return new Target(
                    name == null ? kind : name,
                    Target.Kind.of(kind),
                    url(sign < 0 ? "" : target.substring(sign + 1), kind),
                    secret(environment),
                    wanted(),
                    Set.copyOf(roles));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("--" + wrong.getMessage());
        }
    }

    private static URI url(String text, String kind) {
        if (text.isEmpty() && kind.equals(Target.Kind.PAGERDUTY.word())) {
            return URI.create(Target.PAGERDUTY_URL);
        }
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("target=" + kind + "=… is no URL; write http://HOST:PORT/PATH");
        }
    }

    private Secret secret(Map<String, String> environment) {
        String variable = secretVariable;
        Path file = secretFile;
        if (variable != null && file != null) {
            throw new UsageError("--secret-env and --secret-file stand beside each other; keep one");
        }
        if (variable != null) {
            return Secrets.ofVariable(variable, environment, "--secret-env=" + variable);
        }
        return file == null ? Secret.NONE : Secrets.ofFile(file, "--secret-file=" + file);
    }
}
