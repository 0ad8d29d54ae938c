package io.tidemark.runtime;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.drill.DrillEvent;
import io.tidemark.drill.DrillLabel;
import io.tidemark.drill.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies what a decoder saw into events that a drill can change. A value that no column kind takes counts as missing. */
final class ObservedEvents {
    private ObservedEvents() {}

    /** The observation as an event of its own. */
    static DrillEvent of(Observation seen) {
        Map<String, Value> features = new LinkedHashMap<>();
        Map<ReservedColumn, Value> reserved = new EnumMap<>(ReservedColumn.class);
        for (int field = 0; field < seen.fields(); field++) {
            int name = seen.nameOffset(field);
            if (name < 0) {
                reserved.put(ReservedColumn.values()[-1 - name], value(seen, field));
            } else {
                features.put(seen.name(name, seen.nameLength(field)), value(seen, field));
            }
        }
        return new DrillEvent(
                seen.text(seen.versionOffset(), seen.versionLength()),
                ids(seen),
                seen.stage(),
                seen.eventTimeMs(),
                dimensions(seen),
                features,
                reserved);
    }

    /**
     * A label that was seen.
     *
     * @param madeMs event time of its prediction
     */
    static DrillLabel label(Observation seen, long madeMs) {
        return new DrillLabel(predictionId(seen), value(seen, seen.truth()), madeMs, seen.eventTimeMs());
    }

    private static DrillEvent.Ids ids(Observation seen) {
        return new DrillEvent.Ids(text(seen.idBytes(), seen.idOffset(), seen.idLength()), predictionId(seen));
    }

    private static String predictionId(Observation seen) {
        return text(seen.bytes(), seen.predictionIdOffset(), seen.predictionIdLength());
    }

    /** Where there is no text, its offset is that of an earlier event. */
    private static String text(byte[] utf8, int offset, int length) {
        return length == 0 ? "" : new String(utf8, offset, length, StandardCharsets.UTF_8);
    }

    private static Map<String, String> dimensions(Observation seen) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < seen.dimensions(); i++) {
            dimensions.put(
                    seen.name(seen.dimensionNameOffset(i), seen.dimensionNameLength(i)),
                    new String(
                            seen.dimensionBytes(i),
                            seen.dimensionValueOffset(i),
                            seen.dimensionValueLength(i),
                            StandardCharsets.UTF_8));
        }
        return dimensions;
    }

    private static Value value(Observation seen, int field) {
        return switch (seen.kind(field)) {
            case Observation.NUMBER -> new Value.Number(seen.number(field));
            case Observation.BOOLEAN -> new Value.Flag(seen.number(field) != 0);
            case Observation.TEXT -> new Value.Text(seen.fieldText(field, seen.textLength(field)));
            case Observation.VECTOR -> {
                int from = seen.vectorOffset(field);
                yield new Value.Vector(Arrays.copyOfRange(seen.vectors(), from, from + seen.dimension(field)));
            }
            default -> Value.MISSING;
        };
    }
}
