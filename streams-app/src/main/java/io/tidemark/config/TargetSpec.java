package io.tidemark.config;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Route;
import java.net.URI;
import java.util.Set;

/** Where alerts are sent. No secret is in the file: it names where to find one. */
public sealed interface TargetSpec {
    /** Unique in the file. */
    String name();

    /** Whose alerts, and of what cause, it is told; of a tool that is not ours to tell, all. */
    default Route route() {
        return Route.ANY;
    }

    /**
     * An Alertmanager.
     *
     * @param name unique in the file
     * @param url where it listens, http or https
     * @param severities which alerts it is told; empty for all
     * @param route whose alerts, and of what cause
     */
    record Alertmanager(String name, URI url, Set<Severity> severities, Route route) implements TargetSpec {
        public Alertmanager {
            severities = Set.copyOf(severities);
        }

        /** One of alerts whatever their cause. */
        public Alertmanager(String name, URI url, Set<Severity> severities) {
            this(name, url, severities, Route.ANY);
        }
    }

    /**
     * Anything that takes a POST.
     *
     * @param name unique in the file
     * @param url where it listens, http or https
     * @param secret what bodies are signed with
     * @param severities which alerts it is told; empty for all
     * @param route whose alerts, and of what cause
     */
    record Webhook(String name, URI url, Secret secret, Set<Severity> severities, Route route) implements TargetSpec {
        public Webhook {
            severities = Set.copyOf(severities);
        }

        /** One of alerts whatever their cause. */
        public Webhook(String name, URI url, Secret secret, Set<Severity> severities) {
            this(name, url, secret, severities, Route.ANY);
        }
    }

    /**
     * PagerDuty's events API, version 2.
     *
     * @param name unique in the file
     * @param url where it listens, https
     * @param routingKey of the integration
     * @param severities which alerts it is told; empty for all
     * @param route whose alerts, and of what cause
     */
    record PagerDuty(String name, URI url, Secret routingKey, Set<Severity> severities, Route route)
            implements TargetSpec {
        public PagerDuty {
            severities = Set.copyOf(severities);
        }

        /** One of alerts whatever their cause. */
        public PagerDuty(String name, URI url, Secret routingKey, Set<Severity> severities) {
            this(name, url, routingKey, severities, Route.ANY);
        }
    }

    /**
     * Something that OpenSLO names and Tidemark does not send to by itself: Slack, mail.
     *
     * @param name unique in the file
     * @param tool as written
     */
    record Elsewhere(String name, String tool) implements TargetSpec {}

    /** Where a secret is found. */
    sealed interface Secret {
        /** There is none. */
        record None() implements Secret {}

        /**
         * In an environment variable.
         *
         * @param variable its name
         */
        record OfEnvironment(String variable) implements Secret {}

        /**
         * In a file.
         *
         * @param path its path
         */
        record OfFile(String path) implements Secret {}
    }
}
