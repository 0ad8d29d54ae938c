package io.tidemark.cli;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.SloFile;
import io.tidemark.config.TargetSpec;
import io.tidemark.config.TargetSpec.Alertmanager;
import io.tidemark.config.TargetSpec.PagerDuty;
import io.tidemark.config.TargetSpec.Webhook;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.notify.Secret;
import io.tidemark.notify.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The notification targets of a monitor file. One that a role names hears what is for its roles; any other hears all. */
final class FileTargets {
    private final SloFile objects;
    private final Map<String, String> environment;

    private FileTargets(SloFile objects, Map<String, String> environment) {
        this.objects = objects;
        this.environment = environment;
    }

    /**
     * Those that Tidemark speaks to itself; of the others the file's reader has said so.
     *
     * @param environment of the process
     * @throws UsageError if a secret is not where the file says
     */
    static List<Target> of(MonitorFile file, Map<String, String> environment) {
        FileTargets targets = new FileTargets(file.objects(), environment);
        List<Target> told = new ArrayList<>();
        for (TargetSpec spec : file.objects().targets()) {
            targets.add(spec, told);
        }
        return told;
    }

    private void add(TargetSpec spec, List<Target> told) {
        if (spec instanceof Alertmanager one) {
            told.add(target(spec, Target.Kind.ALERTMANAGER, one.url(), Secret.NONE, one.severities()));
        } else if (spec instanceof Webhook one) {
            told.add(target(spec, Target.Kind.WEBHOOK, one.url(), secret(one.secret(), spec.name()), one.severities()));
        } else if (spec instanceof PagerDuty one) {
            told.add(target(
                    spec, Target.Kind.PAGERDUTY, one.url(), secret(one.routingKey(), spec.name()), one.severities()));
        }
    }

    private Target target(TargetSpec spec, Target.Kind kind, URI url, Secret secret, Set<Severity> severities) {
        Set<String> roles = objects.roles().stream()
                .filter(role -> role.targets().contains(spec.name()))
                .map(SloFile.Role::name)
                .collect(Collectors.toSet());
        try {
            return new Target(spec.name(), kind, url, secret, severities, roles, spec.route());
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(String.valueOf(wrong.getMessage()));
        }
    }

    private Secret secret(TargetSpec.Secret where, String target) {
        String of = "target " + target + ": ";
        if (where instanceof TargetSpec.Secret.OfEnvironment one) {
            return Secrets.ofVariable(one.variable(), environment, of + "the variable " + one.variable());
        }
        return where instanceof TargetSpec.Secret.OfFile one
                ? Secrets.ofFile(Path.of(one.path()), of + "the file " + one.path())
                : Secret.NONE;
    }
}
