package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.schemas.Alert;
import io.tidemark.schemas.ChangeEvent;
import io.tidemark.schemas.RunEvent;
import io.tidemark.serde.TidingReader.Unusable;
import io.tidemark.serde.TidingReader.Usable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class TidingReaderTest {
    private static final Change CHANGE = new Change(
            "id-1",
            Kind.DATA_SOURCE_CHANGED,
            "fraud",
            5,
            "v43",
            "v42",
            Map.of("region", "eu"),
            "payments",
            "ci",
            "moved",
            "https://example.com/1");
    private static final Operation OPERATION = new Operation(
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

    private final Registry registry = new Registry("mock://tiding-reader");
    private final int changes = registry.register("changes", ChangeEvent.getClassSchema());
    private final int operations = registry.register("operations", io.tidemark.schemas.Operation.getClassSchema());
    private final int runs = registry.register("runs", RunEvent.getClassSchema());
    private final TidingSerializer serializer = new TidingSerializer(changes, operations, runs);
    private final TidingReader reader = TidingReader.ofAll(registry);

    @Test
    void changesAndOperationsCross() {
        assertThat(reader.read(serializer.serialize("t", CHANGE), 9)).isEqualTo(new Usable(CHANGE));
        assertThat(reader.read(serializer.serialize("t", OPERATION), 9)).isEqualTo(new Usable(OPERATION));
    }

    @Test
    void whatRunsSayCrosses() {
        RunReport report = new RunReport(
                "ctr",
                "v42",
                "e1",
                5,
                new RunReport.Name("nightly-1", "sweep"),
                RunReport.Phase.FAILED,
                Map.of(
                        RunAmount.STEP, 3.0,
                        RunAmount.STEPS, 9.0,
                        RunAmount.ROWS_READ, 100.0,
                        RunAmount.ROWS_EXPECTED, 200.0,
                        RunAmount.CPU_SECONDS, 1.5,
                        RunAmount.GPU_SECONDS, 0.0,
                        RunAmount.PEAK_MEMORY_BYTES, 7e9,
                        RunAmount.COST, 12.34),
                new RunReport.Said(
                        "EUR",
                        "OOM",
                        new TreeMap<>(Map.of("auc", 0.9)),
                        new TreeMap<>(Map.of("family", "gbdt", "task", "ranking"))));
        RunReport bare = new RunReport(
                "ctr",
                "",
                "",
                9,
                new RunReport.Name("a", ""),
                RunReport.Phase.UNKNOWN,
                Map.of(),
                RunReport.Said.NOTHING);
        RunReport undated = new RunReport(
                "ctr",
                "",
                "",
                0,
                new RunReport.Name("a", ""),
                RunReport.Phase.UNKNOWN,
                Map.of(),
                RunReport.Said.NOTHING);

        assertThat(reader.read(serializer.serialize("t", report), 9)).isEqualTo(new Usable(report));
        assertThat(reader.read(serializer.serialize("t", undated), 9)).isEqualTo(new Usable(bare));
        assertThat(TidingReader.ofOthers(registry).read(serializer.serialize("t", report), 9))
                .isEqualTo(new Usable(report));
    }

    @Test
    void changesTopicTakesChangesOnly() {
        TidingReader ofChanges = TidingReader.ofChanges(registry);

        assertThat(ofChanges.read(serializer.serialize("t", CHANGE), 9)).isEqualTo(new Usable(CHANGE));
        assertThat(reason(ofChanges, serializer.serialize("t", OPERATION))).isEqualTo(Reason.UNUSABLE_SCHEMA);
    }

    /** The writer knows three fields, in another order and namespace, and a kind that we do not. */
    @Test
    void writersOwnSchemaIsUnderstood() {
        Schema writer = SchemaBuilder.record("ChangeEvent")
                .namespace("com.example")
                .fields()
                .name("kind")
                .type(SchemaBuilder.enumeration("ChangeKind").symbols("REPAINTED"))
                .noDefault()
                .requiredString("model")
                .requiredString("version")
                .endRecord();
        int id = registry.register("others", writer);
        // REPAINTED, "m", "v"
        byte[] bytes = {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id, 0, 2, 'm', 2, 'v'};

        Change read = (Change) ((Usable) reader.read(bytes, 9)).tiding();

        assertThat(read.kind()).isEqualTo(Kind.OTHER);
        assertThat(read.model()).isEqualTo("m");
        assertThat(read.version()).isEqualTo("v");
        assertThat(read.atMs()).isEqualTo(9);
        assertThat(read.eventId())
                .isNotEmpty()
                .isEqualTo(((Change) ((Usable) reader.read(bytes, 9)).tiding()).eventId());
    }

    @Test
    void longTextsAreCutAndStayOnOneLine() {
        Change shouting =
                new Change("i", Kind.OTHER, "m", 1, "", "", Map.of(), "a\nb\u001b[31mc", "", "x".repeat(9_000), "");

        Change read = (Change) ((Usable) reader.read(serializer.serialize("t", shouting), 9)).tiding();

        assertThat(read.subject()).isEqualTo("a b [31mc");
        assertThat(read.summary()).hasSize(501);
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        int alerts = registry.register("alerts", Alert.getClassSchema());
        byte[] cut = serializer.serialize("t", CHANGE);
        cut = Arrays.copyOf(cut, cut.length - 3);

        assertThat(reason(reader, new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reason(reader, new byte[] {'{', '}', 0, 0, 0})).isEqualTo(Reason.NOT_WIRE_FORMAT);
        assertThat(reason(reader, new byte[] {0, 0, 1, 1, 1, 1})).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(reason(reader, new byte[] {0, 0, 0, 0, (byte) alerts, 1})).isEqualTo(Reason.UNUSABLE_SCHEMA);
        assertThat(reason(reader, cut)).isEqualTo(Reason.UNDECODABLE);
    }

    private static Reason reason(TidingReader reader, byte[] bytes) {
        return ((Unusable) reader.read(bytes, 9)).rejection().reason();
    }
}
