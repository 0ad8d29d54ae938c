package io.tidemark.slo.lineage;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Stage;
import io.tidemark.slo.Varint;
import io.tidemark.stats.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What readings show of a model's versions: in training which data they were made of and what was found in them, in serving from when to
 * when they answered. Of versions the {@value #MOST} that were seen last are held. A window that is revised after the next one came does
 * not change the number of rows. Owned by one task; not thread-safe.
 */
public final class VersionBook {
    /** Most versions. */
    static final int MOST = 16;

    /** Most findings of a version. */
    static final int MOST_FINDINGS = 5;

    private static final int VERSION = 1;

    private final Map<String, Seen> versions = new HashMap<>();

    /**
     * Windows of one version and stage.
     *
     * @param fromMs start of the first
     * @param toMs end of the last
     * @param rows of all
     * @param lastRows of the last
     */
    public record Span(long fromMs, long toMs, long rows, long lastRows) {
        /** None. */
        public static final Span NONE = new Span(0, 0, 0, 0);

        /** Whether there is one. */
        public boolean isKnown() {
            return toMs != 0;
        }

        private Span with(Reading reading) {
            long startMs = reading.window().startMs();
            long endMs = reading.window().endMs();
            if (!isKnown()) {
                return new Span(startMs, endMs, reading.rows(), reading.rows());
            }
            if (endMs == toMs) {
                return new Span(fromMs, toMs, rows - lastRows + reading.rows(), reading.rows());
            }
            if (endMs > toMs) {
                return new Span(fromMs, endMs, rows + reading.rows(), reading.rows());
            }
            return startMs < fromMs ? new Span(startMs, toMs, rows + reading.rows(), lastRows) : this;
        }
    }

    /**
     * What is known of one version.
     *
     * @param training its training events
     * @param serving its predictions
     * @param findings column and measure of what was found in its training events, {@code price (ks)}
     */
    public record Seen(Span training, Span serving, List<String> findings) {
        /** Nothing. */
        public static final Seen NOTHING = new Seen(Span.NONE, Span.NONE, List.of());

        public Seen {
            findings = List.copyOf(findings);
        }

        private long newestMs() {
            return Math.max(training.toMs, serving.toMs);
        }
    }

    /**
     * Takes note of a reading, if it is a version's window against the model's own reference. O(measurements).
     *
     * @return whether anything is known otherwise now
     */
    public boolean hear(Reading reading) {
        if (!reading.scope().isVersion() || reading.rows() == 0 || reading.comparison() != Comparison.MAIN) {
            return false;
        }
        String version = reading.scope().version();
        Seen before = of(version);
        Seen now = reading.scope().stage() == Stage.TRAINING
                ? new Seen(before.training.with(reading), before.serving, findings(before, reading))
                : new Seen(before.training, before.serving.with(reading), before.findings);
        versions.put(version, now);
        if (versions.size() > MOST) {
            versions.keySet().stream()
                    .filter(name -> !name.equals(version))
                    .min(Comparator.comparingLong((String name) -> of(name).newestMs())
                            .thenComparing(Comparator.naturalOrder()))
                    .ifPresent(versions::remove);
        }
        return !now.equals(before);
    }

    private static List<String> findings(Seen before, Reading reading) {
        Set<String> found = new LinkedHashSet<>(before.findings);
        for (Measurement measurement : reading.measurements()) {
            if (measurement.judged().verdict() == Verdict.BAD && found.size() < MOST_FINDINGS) {
                String measure = measurement.judged().measure().word();
                found.add(measurement.column().isEmpty() ? measure : measurement.column() + " (" + measure + ")");
            }
        }
        return new ArrayList<>(found);
    }

    /** What is known of a version. */
    public Seen of(String version) {
        return versions.getOrDefault(version, Seen.NOTHING);
    }

    /** All versions, in the order of their names. */
    public List<String> versions() {
        return versions.keySet().stream().sorted().toList();
    }

    /**
     * As bytes.
     *
     * <pre>
     * offset  width   type               what
     * 0       1       unsigned byte      layout version, 1
     * 1       1       unsigned byte      versions, then for each, in the order of their names
     *         text    varint + UTF-8     the version
     *         varint  zig-zag, 4 + 4     from, to, rows, rows of the last window: of training, then of serving
     *         1       unsigned byte      findings, then each
     *         text    varint + UTF-8     a finding
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.write(versions.size());
        for (String version : versions()) {
            Seen seen = of(version);
            Varint.writeText(out, version);
            write(out, seen.training);
            write(out, seen.serving);
            out.write(seen.findings.size());
            seen.findings.forEach(finding -> Varint.writeText(out, finding));
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Span span) {
        Varint.writeSigned(out, span.fromMs);
        Varint.writeSigned(out, span.toMs);
        Varint.writeSigned(out, span.rows);
        Varint.writeSigned(out, span.lastRows);
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static VersionBook fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int layout = in.get();
        if (layout != VERSION) {
            throw new IllegalStateException("cannot read what is kept of versions: version=" + layout
                    + ", readable versions=1.." + VERSION
                    + "; run with the newer build, or delete the store to rebuild it");
        }
        VersionBook book = new VersionBook();
        for (int left = in.get(); left > 0; left--) {
            String version = Varint.readText(in);
            Span training = span(in);
            Span serving = span(in);
            List<String> findings = new ArrayList<>();
            for (int more = in.get(); more > 0; more--) {
                findings.add(Varint.readText(in));
            }
            book.versions.put(version, new Seen(training, serving, findings));
        }
        return book;
    }

    private static Span span(ByteBuffer in) {
        long fromMs = Varint.readSigned(in);
        long toMs = Varint.readSigned(in);
        long rows = Varint.readSigned(in);
        return new Span(fromMs, toMs, rows, Varint.readSigned(in));
    }
}
