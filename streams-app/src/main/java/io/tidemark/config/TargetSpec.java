package io.tidemark.config;

import java.net.URI;

/** Where alerts are sent. No secret is in the file: it names where to find one. */
public sealed interface TargetSpec {
    /** Unique in the file. */
    String name();

    /**
     * An Alertmanager.
     *
     * @param name unique in the file
     * @param url where it listens, http or https
     */
    record Alertmanager(String name, URI url) implements TargetSpec {}

    /**
     * Anything that takes a POST.
     *
     * @param name unique in the file
     * @param url where it listens, http or https
     * @param secret what bodies are signed with
     */
    record Webhook(String name, URI url, Secret secret) implements TargetSpec {}

    /**
     * PagerDuty's events API, version 2.
     *
     * @param name unique in the file
     * @param url where it listens, https
     * @param routingKey of the integration
     */
    record PagerDuty(String name, URI url, Secret routingKey) implements TargetSpec {}

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
