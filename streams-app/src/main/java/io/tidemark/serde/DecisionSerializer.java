package io.tidemark.serde;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.schemas.PolicyStep;
import io.tidemark.schemas.PromotionCriterion;
import io.tidemark.schemas.VersionLineage;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Decisions as {@link io.tidemark.schemas.PolicyDecision} in the wire format. */
public final class DecisionSerializer implements Serializer<PolicyDecision> {
    private final WireFormat<io.tidemark.schemas.PolicyDecision> format;

    /** A serializer that writes this schema id. */
    public DecisionSerializer(int schemaId) {
        this.format = new WireFormat<>(schemaId, io.tidemark.schemas.PolicyDecision.class);
    }

    /** Nothing for a model of which nothing is decided any more. */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable PolicyDecision decision) {
        return decision == null ? null : format.write(toAvro(decision));
    }

    private static io.tidemark.schemas.PolicyDecision toAvro(PolicyDecision decision) {
        PromotionState promotion = decision.promotion();
        boolean isStated = !promotion.equals(PromotionState.NONE);
        return new io.tidemark.schemas.PolicyDecision(
                decision.model(),
                decision.freedom().areDeploysAllowed(),
                decision.freedom().arePromotionsAllowed(),
                decision.freedom().isCanaryOnly(),
                decision.freedom().isReviewRequired(),
                decision.reasons().stream().map(DecisionSerializer::step).toList(),
                decision.exceptions(),
                Instant.ofEpochMilli(decision.metricTimeMs()),
                Instant.ofEpochMilli(decision.clockTimeMs()),
                isStated ? promotion.lifecycle().word() : "",
                promotion.candidate(),
                promotion.hasCriteria() ? promotion.answer().word() : "",
                Instant.ofEpochMilli(promotion.sinceMs()),
                promotion.criteria().stream().map(DecisionSerializer::criterion).toList(),
                promotion.recommendation(),
                decision.versions().stream().map(DecisionSerializer::version).toList());
    }

    private static VersionLineage version(io.tidemark.domain.VersionLineage of) {
        return new VersionLineage(
                of.version(),
                of.run(),
                of.runEnd(),
                Instant.ofEpochMilli(of.runEndedMs()),
                of.rows(),
                Instant.ofEpochMilli(of.dataFromMs()),
                Instant.ofEpochMilli(of.dataToMs()),
                of.findings(),
                Instant.ofEpochMilli(of.deployedMs()),
                Instant.ofEpochMilli(of.servedFromMs()),
                Instant.ofEpochMilli(of.servedToMs()));
    }

    private static PromotionCriterion criterion(Criterion criterion) {
        return new PromotionCriterion(criterion.name(), criterion.answer().word(), criterion.evidence());
    }

    private static PolicyStep step(HeldStep held) {
        return new PolicyStep(
                held.objective(),
                held.policy(),
                held.threshold(),
                held.consumed(),
                held.endsBelow(),
                held.severity(),
                held.actions(),
                held.roles(),
                Instant.ofEpochMilli(held.sinceMs()));
    }
}
