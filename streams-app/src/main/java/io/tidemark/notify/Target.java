package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Route;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who is to be told of alerts.
 *
 * @param name tells targets apart; part of the name of a consumer group, so another name is another target
 * @param kind how to speak to it
 * @param url of Alertmanager its root, of the others what to post to
 * @param secret signs a webhook, is PagerDuty's routing key, and Alertmanager's bearer token
 * @param severities which alerts it wants; empty for all
 * @param roles whom it reaches: it gets the alerts that are for one of these; empty for all
 * @param route whose alerts, and of what cause, it gets
 */
public record Target(
        String name,
        Kind kind,
        URI url,
        Secret secret,
        Set<Alert.Severity> severities,
        Set<String> roles,
        Route route) {
    /** A target of alerts whatever their cause. */
    public Target(String name, Kind kind, URI url, Secret secret, Set<Alert.Severity> severities, Set<String> roles) {
        this(name, kind, url, secret, severities, roles, Route.ANY);
    }

    /** Where PagerDuty takes events. */
    public static final String PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** How to speak to a target. */
    public enum Kind {
        ALERTMANAGER("alertmanager"),
        WEBHOOK("webhook"),
        PAGERDUTY("pagerduty");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in files and on the command line. */
        public String word() {
            return word;
        }

        /**
         * The kind of a word.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "target=" + word + " is none of alertmanager, webhook, pagerduty"));
        }
    }

    /**
     * Checks what a request would stumble over later.
     *
     * @throws IllegalArgumentException if name, url or secret will not do
     */
    public Target {
        severities = Collections.unmodifiableSet(severities);
        roles = Set.copyOf(roles);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name=" + name + " has more than letters, digits, '.', '_' and '-'");
        }
        requireHttp(name, url);
        if (kind == Kind.PAGERDUTY && !secret.isGiven()) {
            throw new IllegalArgumentException(
                    "target " + name + " has no routing key; name the variable that holds it");
        }
        if (kind == Kind.WEBHOOK) {
            secret.key();
        }
    }

    private static void requireHttp(String name, URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "target " + name + ": url is neither http://HOST… nor https://HOST…; write it so");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "target " + name + ": url has a user and a password in it, which would be shown; take them out");
        }
    }

    /** Whether it is to hear of this alert at all: it is meant for people, of a severity that it wants, and for one of its roles. */
    boolean wants(Alert alert) {
        boolean isItsSeverity = severities.isEmpty() || severities.contains(alert.severity());
        return isItsSeverity && !alert.isDryRun() && route.isOf(alert.promise().scope());
    }

    /**
     * Whether an alert is for somebody whom this target reaches; an alert that names no role is for its owner, whom all reach. Cause and owner may
     * become others while an episode is open: who was told of it is told of its end.
     */
    boolean reaches(Alert alert) {
        Set<String> asked = Set.copyOf(alert.context().standing().roles());
        return route.takes(alert.promise())
                && (roles.isEmpty() || asked.isEmpty() || asked.stream().anyMatch(roles::contains));
    }

    /** {@code webhook hooks.example.com:8080}: paths may hold secrets, so they are not shown. */
    public String shown() {
        return kind.word() + " " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
        return name + " (" + shown() + ")";
    }
}
