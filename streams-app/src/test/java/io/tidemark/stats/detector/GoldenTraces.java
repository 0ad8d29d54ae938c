package io.tidemark.stats.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** The traces of trusted detectors; see {@code golden/README.md}. */
final class GoldenTraces {
    static final List<String> FILES = List.of(
            "trace_adwin",
            "trace_page_hinkley",
            "trace_cusum",
            "trace_hddm_a",
            "trace_ddm",
            "trace_eddm",
            "trace_sliding_ks");

    private GoldenTraces() {}

    /** A case: what a detector said of a sequence. */
    record Trace(String name, String detector, double[] values, JsonNode expected) {
        /** The indices at which it told a change. */
        List<Integer> changes() {
            return indices(expected.has("changes") ? "changes" : "detections");
        }

        List<Integer> indices(String field) {
            List<Integer> indices = new ArrayList<>();
            expected.path(field).forEach(index -> indices.add(index.asInt()));
            return indices;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trace> of(String file) {
        try (InputStream stream =
                new GZIPInputStream(GoldenTraces.class.getResourceAsStream("/golden/" + file + ".json.gz"))) {
            JsonNode cases = new ObjectMapper().readTree(stream).get("cases");
            return StreamSupport.stream(cases.spliterator(), false).map(GoldenTraces::trace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trace trace(JsonNode node) {
        JsonNode inputs = node.get("inputs");
        String detector = inputs.has("detector")
                ? inputs.get("detector").asText()
                : "KS:" + inputs.get("window") + ":" + inputs.get("recent") + ":" + inputs.get("alpha");
        return new Trace(node.get("name").asText(), detector, values(inputs.get("sequence")), node.get("expected"));
    }

    private static double[] values(JsonNode sequence) {
        JsonNode values = sequence.get("values");
        return sequence.get("encoding").asText().equals("digits")
                ? values.asText().chars().mapToDouble(digit -> digit - '0').toArray()
                : StreamSupport.stream(values.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray();
    }

    /**
     * What our detector says of a trace's sequence.
     *
     * @param warnings where the warning rose
     * @param deviation largest deviation of an estimate, over max(1, |expected|)
     * @param areWidthsEqual whether every width is the expected one
     */
    record Ours(List<Integer> changes, List<Integer> warnings, double deviation, boolean areWidthsEqual) {
        /** Whether it agrees within the golden files' tolerance. */
        boolean agrees(Trace trace) {
            return changes.equals(trace.changes())
                    && warnings.equals(trace.indices("warning_starts"))
                    && deviation <= 1e-9
                    && areWidthsEqual;
        }
    }

    /** Runs our detector, which is written to bytes and read from them before every so many values. */
    static Ours run(Trace trace, int restoredEvery) {
        DetectorName name = DetectorName.parse(trace.detector());
        Detector detector = name.detector();
        List<Integer> changes = new ArrayList<>();
        List<Integer> warnings = new ArrayList<>();
        double deviation = 0;
        boolean areWidthsEqual = true;
        Signal before = Signal.NONE;
        for (int i = 0; i < trace.values().length; i++) {
            if (i % restoredEvery == restoredEvery - 1) {
                byte[] bytes = DetectorCodec.write(detector);
                detector = name.detector();
                DetectorCodec.read(bytes, detector);
            }
            Signal signal = detector.update(trace.values()[i]);
            if (name.isTold(signal)) {
                changes.add(i);
            }
            if (signal == Signal.WARNING && before != Signal.WARNING) {
                warnings.add(i);
            }
            before = signal;
            if (i % 50 == 49) {
                deviation = Math.max(deviation, deviation(trace, i / 50, detector));
                JsonNode width = trace.expected().path("width_every_50").path(i / 50);
                areWidthsEqual &= width.isMissingNode() || width.asLong() == detector.width();
            }
        }
        return new Ours(changes, warnings, deviation, areWidthsEqual);
    }

    private static double deviation(Trace trace, int index, Detector detector) {
        JsonNode expected = trace.expected().path("estimation_every_50").path(index);
        return expected.isNumber()
                ? Math.abs(detector.estimate() - expected.asDouble()) / Math.max(1, Math.abs(expected.asDouble()))
                : 0;
    }
}
