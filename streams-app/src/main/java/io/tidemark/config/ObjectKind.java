package io.tidemark.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a document with an {@code apiVersion} is: OpenSLO's kinds, and ours beside them. */
enum ObjectKind {
    SLO("SLO", Api.OPENSLO),
    SLI("SLI", Api.OPENSLO),
    SERVICE("Service", Api.OPENSLO),
    DATA_SOURCE("DataSource", Api.OPENSLO),
    ALERT_POLICY("AlertPolicy", Api.BOTH),
    ALERT_CONDITION("AlertCondition", Api.BOTH),
    ALERT_NOTIFICATION_TARGET("AlertNotificationTarget", Api.BOTH),
    PRESET("Preset", Api.OURS),
    ERROR_BUDGET_POLICY("ErrorBudgetPolicy", Api.OURS),
    ESCALATION("Escalation", Api.OURS),
    ROLE("Role", Api.OURS),
    CORRECTION("Correction", Api.OURS),
    /** Read before the monitors' objects. */
    TENANT("Tenant", Api.OURS),
    /** Written out before anything is read. */
    TEMPLATE("Template", Api.OURS);

    /** Whose specification describes a kind. */
    private enum Api {
        OPENSLO("openslo/v1"),
        OURS("tidemark.io/v1"),
        BOTH("openslo/v1", "tidemark.io/v1");

        private final List<String> versions;

        Api(String... versions) {
            this.versions = List.of(versions);
        }
    }

    private final String word;
    private final Api api;

    ObjectKind(String word, Api api) {
        this.word = word;
        this.api = api;
    }

    String word() {
        return word;
    }

    /** The {@code apiVersion}s that have this kind, the usual one first. */
    List<String> versions() {
        return api.versions;
    }

    static Optional<ObjectKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ObjectKind::word).toList();
    }
}
