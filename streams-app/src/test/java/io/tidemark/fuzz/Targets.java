package io.tidemark.fuzz;

import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Change;
import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Fault;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.Offenders;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RowFacts;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.serde.Registry;
import io.tidemark.serde.TidingReader;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.EmbeddingGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.GridCodec;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.sketch.IdSample;
import io.tidemark.stats.sketch.QuantileSketch;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.GridBookCodec;
import io.tidemark.store.PartialCodec;
import io.tidemark.store.ReferenceCodec;
import io.tidemark.testkit.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What is fuzzed, each with valid inputs to begin from. */
final class Targets {
    private static final Scope SCOPE = new Scope("fraud", Stage.SERVING, "country=BR");
    private static final Set<Class<? extends Exception>> REFUSED = Set.of(IllegalArgumentException.class);
    private static final NumberGrid NUMBERS = new NumberGrid(new double[] {0, 1.5, 7, 9.25}, 1, 2);
    private static final CategoryGrid WORDS = new CategoryGrid(ColumnKind.CATEGORY, List.of("é", "b", "long value"));
    private static final EmbeddingGrid VECTORS = new EmbeddingGrid(12, 7, 0.5);

    private Targets() {}

    static List<Fuzz.Target> all() {
        List<Fuzz.Target> all = new ArrayList<>(List.of(partials(), references(), grids()));
        all.addAll(gridBooks());
        all.addAll(EventTargets.all());
        all.addAll(List.of(sketches(), readings(), tidings(), yaml(), headers()));
        return all;
    }

    static Stream<Fuzz.Target> stream() {
        return all().stream();
    }

    private static Fuzz.Target partials() {
        List<byte[]> corpus = List.of(
                PartialCodec.write(new Delta(SCOPE, 60_000, profile())),
                PartialCodec.write(new Copy(new Delta(SCOPE, -60_000, profile()))),
                PartialCodec.write(new Delta(new Scope("m", Stage.TRAINING, "*"), 0, new Profile())),
                PartialCodec.write(new Mark("events-3", 1_700_000_000_000L, 42, Mark.State.FLOWING)));
        // A profile may have 4,000,000 cells, whose zeros take no bytes: 32 MB.
        Fuzz.Limits limits = new Fuzz.Limits(40 << 20, 200, 2_000);
        return new Fuzz.Target("partials: deltas, copies, marks", corpus, PartialCodec::read, REFUSED, limits);
    }

    static Profile profile() {
        TreeMap<String, Counts> columns = new TreeMap<>();
        columns.put("amount", counts(NUMBERS));
        columns.put("country", counts(WORDS));
        columns.put("vector", counts(VECTORS));
        Counts free = Counts.withoutGrid();
        for (int i = 0; i < 3_000; i++) {
            free.quantiles().update(i * 0.7);
        }
        free.countValid(3_000);
        columns.put("unpinned", free);
        return new Profile(new Rows(30, 20, 10), columns, facts());
    }

    private static Counts counts(Grid grid) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < grid.cells(); cell += 2) {
            counts.countCell(cell, 10L * cell + 1);
        }
        counts.countBad(3, 2, 1, 1, 5);
        counts.countAbsent(1);
        counts.addMoments(-1.5, 7.25, 12, 300);
        counts.newValues().offer(77, "never seen");
        if (grid instanceof EmbeddingGrid embedding) {
            counts.addVectorSums(new long[embedding.dimension()], 0, embedding.dimension());
        }
        return counts;
    }

    private static RowFacts facts() {
        IdSample ids = new IdSample();
        for (long id = 0; id < 40; id++) {
            ids.count(id * 0x9E3779B97F4A7C15L);
        }
        Offenders offenders = new Offenders();
        offenders.offer(new Offenders.Key("amount", Fault.values()[0]), new Offender(9, "events-0@7", "id-1", "-5"));
        RowFacts facts = new RowFacts(ids, offenders);
        facts.countTimes(1_700_000_000_000L, 2);
        facts.countRejected(Reason.UNDECODABLE, 3);
        facts.countRequests("slow", new RowFacts.Tally(1, 10));
        return facts;
    }

    private static Fuzz.Target references() {
        TreeMap<String, ColumnReference> columns = new TreeMap<>();
        columns.put("amount", new ColumnReference(counts(NUMBERS), Dispersion.unknown(3)));
        columns.put("country", new ColumnReference(counts(WORDS), Dispersion.unknown(30)));
        Reference reference = new Reference(
                "ab",
                SCOPE,
                new TimeWindow(0, 60_000),
                60_000,
                4,
                new RowsReference(12.5, Dispersion.unknown(6)),
                columns);
        // A reference may have 8,000,000 cells: 64 MB.
        Fuzz.Limits limits = new Fuzz.Limits(80 << 20, 200, 2_000);
        return new Fuzz.Target(
                "references", List.of(ReferenceCodec.write(reference)), ReferenceCodec::read, REFUSED, limits);
    }

    private static Fuzz.Target grids() {
        List<byte[]> corpus = List.of(GridCodec.write(NUMBERS), GridCodec.write(WORDS), GridCodec.write(VECTORS));
        return new Fuzz.Target("grids", corpus, GridCodec::read, REFUSED, new Fuzz.Limits(8 << 20, 200, 2_000));
    }

    private static List<Fuzz.Target> gridBooks() {
        TreeMap<String, Grid> grids = new TreeMap<>(Map.of("amount", NUMBERS, "country", WORDS));
        GridBook book = new GridBook(
                List.of(new GridBook.Era(5, grids), new GridBook.Era(9, grids)), new TreeSet<>(Set.of("*", "c=BR")));
        byte[] list = GridBookCodec.writeList(book);
        byte[] amount = GridBookCodec.writeColumn(book, "amount");
        List<Fuzz.Target> both = new ArrayList<>();
        Fuzz.Limits limits = new Fuzz.Limits(8 << 20, 2_000, 2_000);
        both.add(new Fuzz.Target(
                "lists of grids",
                List.of(list),
                bytes -> GridBookCodec.read("m", key -> key.equals("m") ? bytes : amount),
                REFUSED,
                limits));
        both.add(new Fuzz.Target(
                "columns of grids",
                List.of(amount, GridBookCodec.writeColumn(book, "country")),
                bytes -> GridBookCodec.read("m", key -> key.equals("m") ? list : bytes),
                REFUSED,
                limits));
        return both;
    }

    private static Fuzz.Target sketches() {
        List<byte[]> corpus = new ArrayList<>();
        for (int rows : new int[] {0, 1, 2, 199, 200, 201, 5_000}) {
            QuantileSketch sketch = new QuantileSketch();
            for (int i = 0; i < rows; i++) {
                sketch.update(Math.sin(i) * 100);
            }
            corpus.add(sketch.toBytes());
        }
        return new Fuzz.Target(
                "quantile sketches, read and merged",
                corpus,
                bytes -> {
                    QuantileSketch read = QuantileSketch.fromBytes(bytes);
                    QuantileSketch sum = new QuantileSketch();
                    sum.update(1);
                    sum.add(read);
                    if (!sum.isEmpty()) {
                        sum.quantile(0.5);
                    }
                },
                REFUSED);
    }

    private static Fuzz.Target readings() {
        ReadingSerde serde = new ReadingSerde(1);
        Judged judged = new Judged(
                Measure.KS, "é", new Estimate(0.5, 0.25, 0.75, 100, 1_000), 0.125, 0.05, 7, 9, 30, 0.1, Verdict.BAD);
        Measurement measurement = new Measurement("amount", 4, judged, 1.5, List.of(new Shift("= 0", 0.1, 0.9, 0.4)));
        Reading reading = new Reading(
                SCOPE, new TimeWindow(60_000, 120_000), "pinned:1f0c", 2, 500, List.of(measurement, measurement));
        byte[] bytes = serde.serializer().serialize("readings", reading);
        return new Fuzz.Target(
                "readings",
                List.of(bytes),
                input -> serde.deserializer().deserialize("readings", input),
                Set.of(
                        IllegalArgumentException.class,
                        AvroRuntimeException.class,
                        UncheckedIOException.class,
                        UnsupportedOperationException.class,
                        IndexOutOfBoundsException.class));
    }

    /** The reader answers with a rejection: it throws nothing at all. */
    private static Fuzz.Target tidings() {
        Registry registry = new Registry("mock://fuzz");
        TidingSerializer serializer = new TidingSerializer(
                registry.register("changes", ChangeEvent.getClassSchema()),
                registry.register("operations", io.tidemark.schemas.Operation.getClassSchema()),
                registry.register("runs", io.tidemark.schemas.RunEvent.getClassSchema()));
        Change change = new Change(
                "id-1", Change.Kind.DEPLOYED, "fraud", 5, "v43", "v42", Map.of("region", "eu"), "p", "ci", "moved", "");
        Operation operation = new Operation(
                "fraud/1",
                Operation.Kind.CORRECT,
                "fraud",
                7,
                "ann",
                "works",
                "",
                new Operation.Cover("drift-*", "region=eu", ""),
                new Operation.Span(1, 2, "FREQ=DAILY", 3, "Europe/Paris"),
                "maintenance");
        TidingReader reader = TidingReader.ofAll(registry);
        return new Fuzz.Target(
                "changes and operations",
                List.of(serializer.serialize("t", change), serializer.serialize("t", operation)),
                bytes -> reader.read(bytes, 0),
                Set.of());
    }

    private static Fuzz.Target yaml() {
        List<byte[]> corpus =
                Stream.of("electricity.yaml", "flights.yaml").map(Targets::demo).toList();
        // Jackson's parser and the messages of every mistake.
        Fuzz.Limits limits = new Fuzz.Limits(64 << 20, 2_000, 5_000);
        return new Fuzz.Target(
                "monitor files",
                corpus,
                bytes -> MonitorFileReader.parse("m.yaml", new String(bytes, StandardCharsets.UTF_8)),
                Set.of(InvalidMonitorFile.class),
                limits);
    }

    private static byte[] demo(String name) {
        try (InputStream in = Targets.class.getResourceAsStream("/demo/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read a demo", broken);
        }
    }

    /** Header values of letters that others may write: nothing of them may make us fail. */
    private static Fuzz.Target headers() {
        List<byte[]> corpus = Stream.of("0@12", "1700000000000", "value=600000 key=7", "UNDECODABLE", "3")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Fuzz.Target(
                "headers of dead letters",
                corpus,
                bytes -> {
                    RecordHeaders headers = new RecordHeaders();
                    for (String name :
                            List.of(DeadLetter.REASON, DeadLetter.OFFSET, DeadLetter.FAILURES, DeadLetter.LETTER)) {
                        headers.add(name, bytes);
                    }
                    DeadLetter.number(headers, DeadLetter.OFFSET, 0, Long.MAX_VALUE);
                    DeadLetter.of(
                            new DeadLetter.Failed(
                                    new DeadLetter.Place("t", 0, 0), new Record<>(bytes, bytes, 0, headers)),
                            1_000);
                },
                Set.of());
    }
}
