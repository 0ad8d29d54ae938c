package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.runtime.EmbeddedBroker;
import io.tidemark.serde.DecisionSerializer;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark gate} as CI/CD runs it, against a broker. */
class GateIT {
    private static final String TOPIC = "tidemark-decisions";
    private static final long AS_OF = Instant.parse("2026-04-12T10:00:00Z").toEpochMilli();

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopic topic = new NewTopic(TOPIC, 4, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get();
        }
        send(decision("fine", Freedom.FULL, List.of(), Duration.ZERO));
        send(decision("frozen", Freedom.FULL, List.of(), Duration.ofMinutes(2)));
        send(decision(
                "frozen",
                new Freedom(false, false, true, true),
                List.of(step(1, 0.95, "freezeDeploys"), step(0.75, 0.7, "canaryOnly"), step(0.1, 0.05, "annotate")),
                Duration.ZERO));
        send(decision(
                "careful",
                new Freedom(true, false, true, true),
                List.of(step(0.75, 0.7, "canaryOnly")),
                Duration.ZERO));
        send(decision("young", Freedom.FULL, List.of(), Duration.ZERO)
                .with(promotion(Answer.NO, new Criterion("load", Answer.NO, "v2 does not load: no memory"))));
        send(decision("grown", Freedom.FULL, List.of(), Duration.ZERO)
                .with(promotion(Answer.YES, new Criterion("data", Answer.YES, "2 SLOs met"))));
        send(decision("silent", Freedom.FULL, List.of(), Duration.ZERO)
                .with(promotion(Answer.UNKNOWN, new Criterion("data", Answer.UNKNOWN, "cannot be judged yet: a"))));
        send(decision("old", Freedom.FULL, List.of(), Duration.ofMinutes(90)));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aModelThatKeepsItsPromisesMayBeDeployed() {
        Shell gate = gate("fine");

        assertThat(gate.err()).isEmpty();
        assertThat(gate.out())
                .isEqualToIgnoringNewLines("fine may be deployed: no step entered; budgets as of 2026-04-12 10:00Z");
        assertThat(gate.code()).isZero();
    }

    @Test
    void aModelWithoutBudgetMayNot() {
        Shell gate = gate("frozen");

        assertThat(gate.out())
                .isEqualTo(
                        """
                        frozen may not be deployed; budgets as of 2026-04-12 10:00Z
                          on-time: 143 % of the budget used; policy default, step 100 % since 2026-04-12 09:00Z: freezeDeploys; ends below 95 %
                          on-time: 143 % of the budget used; policy default, step 75 % since 2026-04-12 09:00Z: canaryOnly; ends below 70 %
                        allowed all the same, with --exception: security, p0-fix
                        """);
        assertThat(gate.code()).isEqualTo(1);
    }

    @Test
    void anExceptionOfThePolicyOpensIt() {
        Shell security = gate("frozen", "--exception", "security");
        Shell friday = gate("frozen", "--exception", "friday");

        assertThat(security.code()).isZero();
        assertThat(security.out())
                .startsWith("frozen may be deployed: an exception is made of security;")
                .endsWith("a review is required first\n");
        assertThat(friday.code()).isEqualTo(1);
        assertThat(friday.out()).endsWith("no exception is made of friday\n");
    }

    @Test
    void whatIsAskedForMatters() {
        assertThat(gate("careful").code()).isEqualTo(1);
        assertThat(gate("careful", "--for", "promote").code()).isEqualTo(1);
        assertThat(gate("careful", "--for", "canary").code()).isZero();
    }

    @Test
    void promotionIsAnsweredCriterionByCriterion() {
        Shell grown = gate("grown", "--for", "promotion");
        Shell young = gate("young", "--for", "promotion");
        Shell silent = gate("silent", "--for", "promotion");
        Shell none = gate("fine", "--for", "promotion");

        assertThat(grown.code()).isZero();
        assertThat(grown.out())
                .isEqualTo(
                        """
                        grown v2 is eligible for promotion since 2026-04-12 10:00Z; it is experimental; as of 2026-04-12 10:00Z
                          yes      data  2 SLOs met
                        """);
        assertThat(young.code()).isEqualTo(1);
        assertThat(young.out()).contains("  no       load  v2 does not load: no memory");
        assertThat(silent.code()).isEqualTo(2);
        assertThat(silent.out()).startsWith("silent v2 cannot be said to be eligible for promotion");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.out()).contains("its monitor file has no criteria");
        assertThat(gate("young", "--for", "promotion", "--json").out())
                .contains("\"for\":\"promotion\",\"allowed\":false")
                .contains(
                        "\"lifecycle\":\"experimental\",\"candidate\":\"v2\",\"eligible\":\"no\",\"criteria\":[{\"name\":\"load\","
                                + "\"met\":\"no\",\"evidence\":\"v2 does not load: no memory\"}],\"recommendation\":\"\"");
    }

    private static PromotionState promotion(Answer answer, Criterion criterion) {
        return new PromotionState(Lifecycle.EXPERIMENTAL, "v2", answer, List.of(criterion), AS_OF, "");
    }

    @Test
    void whatNobodyKnowsIsNotAllowed() {
        Shell unknown = gate("fin");
        Shell old = gate("old");
        Shell elsewhere = gate("fine", "--application-id", "other");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("cannot say whether fin may be deployed, so take it that it may not: no decision is known:"
                        + " model=fin; did you mean fine?");
        assertThat(old.code()).isEqualTo(2);
        assertThat(old.err()).contains("the decision is too old: model=old, age=90m, --max-age=1h");
        assertThat(gate("old", "--max-age", "2h").code()).isZero();
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("the cluster has no such topic: topic=other-decisions");
    }

    @Test
    void machinesReadTheSame() {
        Shell gate = gate("frozen", "--json");

        assertThat(gate.out())
                .startsWith("{\"model\":\"frozen\",\"for\":\"deploy\",\"allowed\":false,\"exception\":\"\"")
                .contains("\"exceptions\":[\"security\",\"p0-fix\"]")
                .contains("\"metricTime\":\"2026-04-12T10:00:00Z\"");
        assertThat(gate("nobody", "--json").out()).startsWith("{\"error\":\"cannot say whether nobody may be deployed");
    }

    @Test
    void aClusterThatDoesNotAnswerSaysNothing() {
        Shell gate = Shell.run("gate", "fine", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(gate.code()).isEqualTo(2);
        assertThat(gate.err())
                .contains(
                        "cannot say whether fine may be deployed, so take it that it may not: no broker answers at 127.0.0.1:1 (");
    }

    private static Shell gate(String model, Object... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "gate";
        all[1] = model;
        all[2] = "--bootstrap-servers";
        all[3] = broker.bootstrapServers();
        System.arraycopy(more, 0, all, 4, more.length);
        return Shell.run(all);
    }

    private static PolicyDecision decision(String model, Freedom freedom, List<HeldStep> steps, Duration age) {
        List<String> exceptions = steps.isEmpty() ? List.of() : List.of("security", "p0-fix");
        long clockMs = System.currentTimeMillis() - age.toMillis();
        return new PolicyDecision(model, freedom, steps, exceptions, AS_OF, clockMs);
    }

    private static HeldStep step(double threshold, double endsBelow, String action) {
        return new HeldStep(
                "on-time",
                "default",
                threshold,
                1.43,
                endsBelow,
                "ticket",
                List.of(action),
                List.of("tech-lead"),
                AS_OF - Duration.ofHours(1).toMillis());
    }

    private static void send(PolicyDecision decision) throws Exception {
        Registry registry = new Registry("mock://tidemark");
        OwnSchemas schemas = OwnSchemas.register(registry, new Topics("tidemark", Map.of()).subjects());
        try (KafkaProducer<String, PolicyDecision> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new DecisionSerializer(schemas.decisions()))) {
            producer.send(new ProducerRecord<>(TOPIC, decision.model(), decision))
                    .get();
        }
    }
}
