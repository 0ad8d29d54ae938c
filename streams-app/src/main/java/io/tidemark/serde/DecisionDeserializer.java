package io.tidemark.serde;

import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.PromotionState;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.domain.VersionLineage;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.PolicyStep;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Decisions from their topic, as {@link OwnReader} reads them. Owned by one thread.
 */
public final class DecisionDeserializer implements Deserializer<PolicyDecision> {
    private final OwnReader<io.tidemark.schemas.PolicyDecision> reader;

    public DecisionDeserializer(SchemaSource schemas) {
        this.reader = new OwnReader<>(schemas, io.tidemark.schemas.PolicyDecision.getClassSchema());
    }

    /** Of decisions on a topic whose schemas are in that registry. */
    public static DecisionDeserializer of(Registry registry) {
        return new DecisionDeserializer(registry.ofOwn(io.tidemark.schemas.PolicyDecision.getClassSchema()));
    }

    /**
     * The decision of those bytes.
     *
     * @throws WorldFailure if they are none, or their schema cannot be had
     */
    @Override
    public PolicyDecision deserialize(String topic, byte[] bytes) {
        if (!OwnReader.isWireFormat(bytes)) {
            throw new WorldFailure("no decision in the wire format: topic=" + topic + ", length=" + bytes.length);
        }
        try {
            return toDomain(reader.read(bytes));
        } catch (IOException | AvroRuntimeException | SchemaSource.UnknownSchema broken) {
            throw new WorldFailure(
                    "cannot read a decision: topic=" + topic + ", schema id=" + OwnReader.schemaId(bytes), broken);
        }
    }

    private static PolicyDecision toDomain(io.tidemark.schemas.PolicyDecision avro) {
        return new PolicyDecision(
                avro.getModel(),
                new Freedom(
                        avro.getDeploysAllowed(),
                        avro.getPromotionsAllowed(),
                        avro.getCanaryOnly(),
                        avro.getReviewRequired()),
                avro.getReasons().stream().map(DecisionDeserializer::step).toList(),
                avro.getExceptions(),
                avro.getMetricTime().toEpochMilli(),
                avro.getClockTime().toEpochMilli(),
                promotion(avro),
                avro.getVersions().stream().map(DecisionDeserializer::version).toList());
    }

    private static VersionLineage version(io.tidemark.schemas.VersionLineage avro) {
        return new VersionLineage(
                avro.getVersion(),
                avro.getRun(),
                avro.getRunEnd(),
                avro.getRunEnded().toEpochMilli(),
                avro.getRows(),
                avro.getDataFrom().toEpochMilli(),
                avro.getDataTo().toEpochMilli(),
                avro.getFindings(),
                avro.getDeployed().toEpochMilli(),
                avro.getServedFrom().toEpochMilli(),
                avro.getServedTo().toEpochMilli());
    }

    private static PromotionState promotion(io.tidemark.schemas.PolicyDecision avro) {
        if (avro.getLifecycle().isEmpty()) {
            return PromotionState.NONE;
        }
        return new PromotionState(
                Lifecycle.valueOf(avro.getLifecycle().toUpperCase(Locale.ROOT)),
                avro.getCandidate(),
                answer(avro.getEligible()),
                avro.getCriteria().stream()
                        .map(criterion ->
                                new Criterion(criterion.getName(), answer(criterion.getMet()), criterion.getEvidence()))
                        .toList(),
                avro.getEligibleSince().toEpochMilli(),
                avro.getRecommendation());
    }

    /** A word of a later build is one that nobody knows here. */
    private static Answer answer(String word) {
        return Arrays.stream(Answer.values())
                .filter(answer -> answer.word().equals(word))
                .findFirst()
                .orElse(Answer.UNKNOWN);
    }

    private static HeldStep step(PolicyStep avro) {
        return new HeldStep(
                avro.getObjective(),
                avro.getPolicy(),
                avro.getThreshold(),
                avro.getConsumed(),
                avro.getEndsBelow(),
                avro.getSeverity(),
                avro.getActions(),
                avro.getNotify(),
                avro.getSince().toEpochMilli());
    }
}
