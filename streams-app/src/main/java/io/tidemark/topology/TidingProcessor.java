package io.tidemark.topology;

import io.tidemark.domain.Change;
import io.tidemark.domain.ChangeDating;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.Tiding;
import io.tidemark.serde.TidingReader;
import io.tidemark.store.DeadLetter;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is told of models from outside: hands on, under the model's name, what it can use; what it cannot goes to the dead letters with
 * its bytes. A change or a run of a model that nobody watches is counted and left, since a topic of changes may be a whole company's.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
public final class TidingProcessor implements Processor<byte[], byte[], Object, Object> {
    private static final DeadLetter.Place NOWHERE = new DeadLetter.Place("", 0, 0);

    private final TidingReader reader;
    private final Watched watched;
    private final Ways ways;
    private final Meters meters;
    private @Nullable ProcessorContext<Object, Object> context;

    /** A reader of one topic. */
    public TidingProcessor(TidingReader reader, Watched watched, Ways ways, Meters meters) {
        this.reader = reader;
        this.watched = watched;
        this.ways = ways;
        this.meters = meters;
    }

    /**
     * What is watched.
     *
     * @param models their names
     * @param dating when a change may be dated
     */
    public record Watched(Set<String> models, ChangeDating dating) {
        public Watched {
            models = Set.copyOf(models);
        }
    }

    /**
     * Where records go.
     *
     * @param next the node that takes what can be used
     * @param deadLetters the node that takes the rest
     * @param mostLetterBytes what the dead-letter topic takes of one record
     */
    public record Ways(String next, String deadLetters, int mostLetterBytes) {
        /** Of a topic of ours. */
        public Ways(String next, String deadLetters) {
            this(next, deadLetters, DeadLetter.MOST_BYTES);
        }

        /** The same with another limit of letters. */
        public Ways with(int bytes) {
            return new Ways(next, deadLetters, bytes);
        }
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ProcessorContext<Object, Object> out = context;
        if (out == null) {
            throw new IllegalStateException("a reader of changes was used before its task started it");
        }
        TidingReader.Result result = reader.read(message.value(), message.timestamp());
        if (result instanceof TidingReader.Usable usable) {
            take(usable.tiding(), message, out);
        } else if (result instanceof TidingReader.Unusable unusable) {
            reject(unusable.rejection(), message, out);
        }
    }

    private void take(Tiding tiding, Record<byte[], byte[]> message, ProcessorContext<Object, Object> out) {
        if (tiding instanceof Change change) {
            takeChange(change, message, out);
        } else if (tiding instanceof RunReport report) {
            takeRun(report, message, out);
        } else if (tiding instanceof Operation operation) {
            takeOperation(operation, message, out);
        }
    }

    private void takeChange(Change change, Record<byte[], byte[]> message, ProcessorContext<Object, Object> out) {
        if (!change.concernsAllModels() && !watched.models().contains(change.model())) {
            meters.add(Meter.CHANGES_ELSEWHERE, 1);
            return;
        }
        watched.dating()
                .rejection(change, out.currentSystemTimeMs())
                .ifPresentOrElse(
                        rejection -> reject(rejection, message, out),
                        () -> out.forward(new Record<>(change.model(), change, message.timestamp()), ways.next()));
    }

    private void takeRun(RunReport report, Record<byte[], byte[]> message, ProcessorContext<Object, Object> out) {
        if (!watched.models().contains(report.model())) {
            meters.add(Meter.CHANGES_ELSEWHERE, 1);
            return;
        }
        report.rejection()
                .or(() -> watched.dating().rejection(report, out.currentSystemTimeMs()))
                .ifPresentOrElse(
                        rejection -> reject(rejection, message, out),
                        () -> out.forward(new Record<>(report.model(), report, message.timestamp()), ways.next()));
    }

    private void takeOperation(
            Operation operation, Record<byte[], byte[]> message, ProcessorContext<Object, Object> out) {
        if (watched.models().contains(operation.model())) {
            out.forward(new Record<>(operation.model(), operation, message.timestamp()), ways.next());
        } else {
            reject(
                    new Rejection(
                            Rejection.Reason.UNKNOWN_MODEL,
                            "model=" + operation.model() + ", watched=" + watched.models()),
                    message,
                    out);
        }
    }

    private void reject(Rejection rejection, Record<byte[], byte[]> message, ProcessorContext<Object, Object> out) {
        DeadLetter.Place place = out.recordMetadata()
                .map(known -> new DeadLetter.Place(known.topic(), known.partition(), known.offset()))
                .orElse(NOWHERE);
        DeadLetter.Failed failed = new DeadLetter.Failed(
                place,
                new Record<>(message.key(), message.value(), Math.max(0, message.timestamp()), message.headers()));
        meters.addRejected(rejection.reason());
        out.forward(DeadLetter.of(failed, rejection, ways.mostLetterBytes()), ways.deadLetters());
    }
}
