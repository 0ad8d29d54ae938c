package io.tidemark.topology;

import io.tidemark.assess.AssessProcessor;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Gradable;
import io.tidemark.domain.Intake;
import io.tidemark.domain.Partial;
import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.Reading;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Tiding;
import io.tidemark.grade.GradeProcessor;
import io.tidemark.judge.JudgeProcessor;
import io.tidemark.profile.EmitProcessor;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.profile.ProfileProcessorLive;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * What the picture is made of: a maker for each stage, and how each topic is written and read.
 *
 * @param live makes a task's live counts
 * @param profile makes a profile
 * @param emit makes an emit
 * @param grade makes a grade
 * @param assess makes an assess
 * @param route makes a reader of changes
 * @param hear makes a reader of changes and operations
 * @param judge makes a judge
 * @param formats how each topic is written and read
 */
public record Parts(
        Supplier<ProfileProcessorLive> live,
        Supplier<ProfileProcessor> profile,
        Supplier<EmitProcessor> emit,
        Supplier<GradeProcessor> grade,
        Supplier<AssessProcessor> assess,
        Supplier<TidingProcessor> route,
        Supplier<TidingProcessor> hear,
        Supplier<JudgeProcessor> judge,
        Formats formats) {
    /**
     * How each topic is written and read.
     *
     * @param eventKey keeps every key's bytes, and writes all as the same one
     * @param partials deltas and marks
     * @param gradable predictions and labels
     * @param references reads references
     * @param readings readings
     * @param alerts writes alerts
     * @param operations writes changes and operations
     * @param annotations writes annotations
     * @param decisions writes decisions
     * @param status writes statuses
     * @param first time of references: before everything, so that they are there when the first window closes
     */
    public record Formats(
            Serde<byte[]> eventKey,
            Serde<Partial> partials,
            Serde<Gradable> gradable,
            Deserializer<Intake> references,
            Serde<Reading> readings,
            Serializer<Alert> alerts,
            Serializer<Tiding> operations,
            Serializer<Annotation> annotations,
            Serializer<PolicyDecision> decisions,
            Serializer<SloStatus> status,
            TimestampExtractor first) {}
}
