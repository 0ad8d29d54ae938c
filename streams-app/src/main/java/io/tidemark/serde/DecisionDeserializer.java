package io.tidemark.serde;

import io.tidemark.domain.PolicyDecision;
import io.tidemark.domain.PolicyDecision.Freedom;
import io.tidemark.domain.PolicyDecision.HeldStep;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.schemas.PolicyStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Decisions from their topic, written by this or another build: the writer's schema comes from the registry by the id in the record.
 * Owned by one thread.
 */
public final class DecisionDeserializer implements Deserializer<PolicyDecision> {
    private static final int HEADER = 5;

    private final SchemaSource schemas;
    private final Map<Integer, SpecificDatumReader<io.tidemark.schemas.PolicyDecision>> readers = new HashMap<>();

    public DecisionDeserializer(SchemaSource schemas) {
        GeneratedClasses.trust();
        this.schemas = schemas;
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
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new WorldFailure("no decision in the wire format: topic=" + topic + ", length=" + bytes.length);
        }
        int id = ByteBuffer.wrap(bytes, 1, HEADER - 1).getInt();
        try {
            return toDomain(reader(id)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null)));
        } catch (IOException | AvroRuntimeException | SchemaSource.UnknownSchema broken) {
            throw new WorldFailure("cannot read a decision: topic=" + topic + ", schema id=" + id, broken);
        }
    }

    private SpecificDatumReader<io.tidemark.schemas.PolicyDecision> reader(int id) throws SchemaSource.UnknownSchema {
        SpecificDatumReader<io.tidemark.schemas.PolicyDecision> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema written = new Schema.Parser().parse(schemas.schemaById(id));
        SpecificDatumReader<io.tidemark.schemas.PolicyDecision> reader =
                new SpecificDatumReader<>(written, io.tidemark.schemas.PolicyDecision.getClassSchema());
        readers.put(id, reader);
        return reader;
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
                avro.getClockTime().toEpochMilli());
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
