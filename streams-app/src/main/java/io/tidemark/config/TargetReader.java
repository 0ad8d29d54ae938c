package io.tidemark.config;

import io.tidemark.config.TargetSpec.Secret;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Route;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An alert notification target, OpenSLO's or ours. */
final class TargetReader {
    private static final URI PAGER_DUTY = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    /** Keys that would hold a secret itself. */
    private static final List<String> SECRETS = List.of("secret", "routingKey", "password", "token", "apiKey");

    private static final Map<String, Cause> CAUSES =
            Cause.TOLD.stream().collect(Collectors.toMap(Cause::word, cause -> cause));

    private final Section spec;
    private final String name;

    private TargetReader(Section spec, String name) {
        this.spec = spec;
        this.name = name;
    }

    /** A document, or one that is written out; its section is finished by the caller. */
    static TargetSpec read(Section object) {
        object.field("apiVersion").text("");
        object.field("kind").text("");
        Metadata metadata = Metadata.read(object, "name the notification target");
        metadata.finishAnnotations();
        return object.section("spec", spec -> new TargetReader(spec, metadata.name()).target());
    }

    private TargetSpec target() {
        Lengths.checkDescription(spec.field("description"));
        rejectSecrets();
        String tool = spec.field("target").requiredText("write alertmanager, webhook, pagerduty or another tool");
        boolean hasSettings = spec.has("url") || spec.keys().stream().anyMatch(key -> key.endsWith("Env"));
        return switch (tool.toLowerCase(Locale.ROOT)) {
            case "alertmanager" ->
                new TargetSpec.Alertmanager(name, url("http://localhost:9093"), severities(), route());
            case "webhook" ->
                hasSettings
                        ? new TargetSpec.Webhook(
                                name,
                                url("https://example.com/alerts"),
                                secret("secretEnv", "secretFile"),
                                severities(),
                                route())
                        : new TargetSpec.Elsewhere(name, tool);
            case "pagerduty" ->
                hasSettings
                        ? new TargetSpec.PagerDuty(
                                name,
                                spec.has("url") ? url(PAGER_DUTY.toString()) : PAGER_DUTY,
                                key(secret("routingKeyEnv", "routingKeyFile")),
                                severities(),
                                route())
                        : new TargetSpec.Elsewhere(name, tool);
            default -> new TargetSpec.Elsewhere(name, tool);
        };
    }

    /** One word, or a list of them. */
    private Set<Severity> severities() {
        Field field = spec.field("severities");
        List<Field> words = field.isSingle() ? List.of(field) : field.itemsIfList();
        if (field.isList() && words.isEmpty()) {
            field.fail("is empty; write one or more of page, ticket, info, or leave it out for all");
        }
        return words.stream()
                .map(word -> word.choice(BudgetPolicyReader.severities(), Severity.INFO))
                .collect(Collectors.toSet());
    }

    private Route route() {
        Set<Cause> causes = new TreeSet<>();
        for (Field word : words("causes", "data, training, serving, model")) {
            causes.add(word.choice(CAUSES, Cause.DATA));
        }
        return new Route(causes, texts("owners", "names of owners"), texts("tenants", "names of tenants"));
    }

    private Set<String> texts(String key, String remedy) {
        return words(key, remedy).stream().map(word -> word.text("")).collect(Collectors.toSet());
    }

    private List<Field> words(String key, String remedy) {
        Field field = spec.field(key);
        List<Field> words = field.isSingle() ? List.of(field) : field.itemsIfList();
        if (field.isPresent() && words.isEmpty()) {
            field.fail("names none; write one or more of " + remedy + ", or leave it out for all");
        }
        return words;
    }

    private void rejectSecrets() {
        for (String key : SECRETS) {
            if (spec.has(key)) {
                String remedy = key.equals("routingKey") ? "routingKeyEnv" : "secretEnv";
                spec.report()
                        .add(
                                spec.field(key).line(),
                                spec.field(key).path() + " is a secret, which does not belong in a file; write "
                                        + remedy + ": NAME_OF_A_VARIABLE");
            }
        }
    }

    private URI url(String example) {
        Field field = spec.field("url");
        String text = field.requiredText("write one like " + example);
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (text.isBlank() || (SCHEMES.contains(scheme) && url.getHost() != null)) {
                if (url.getUserInfo() != null) {
                    field.report().add(field.line(), field.path() + " has a user or password in it; take it out");
                }
                return text.isBlank() ? URI.create(example) : url;
            }
        } catch (URISyntaxException e) {
            // told below, together with other schemes
        }
        field.fail("is not a URL of http or https; write one like " + example);
        return URI.create(example);
    }

    private Secret key(Secret secret) {
        if (secret instanceof Secret.None) {
            spec.field("routingKeyEnv").failMissing("name the environment variable that holds the routing key");
        }
        return secret;
    }

    private Secret secret(String ofEnvironment, String ofFile) {
        Field variable = spec.field(ofEnvironment);
        Field file = spec.field(ofFile);
        if (variable.isPresent() && file.isPresent()) {
            file.fail("stands beside " + ofEnvironment + "; keep one");
        }
        if (file.isPresent()) {
            return new Secret.OfFile(file.text(""));
        }
        String text = variable.text("");
        if (variable.isSingle() && !VARIABLE.matcher(text).matches()) {
            variable.report()
                    .add(
                            variable.line(),
                            variable.path() + " is not the name of a variable; write letters, digits and '_', like"
                                    + " PAGERDUTY_KEY");
        }
        return variable.isPresent() ? new Secret.OfEnvironment(text) : new Secret.None();
    }
}
