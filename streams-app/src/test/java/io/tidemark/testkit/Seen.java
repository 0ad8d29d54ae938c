package io.tidemark.testkit;

import io.tidemark.domain.Observation;
import io.tidemark.domain.ReservedColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an observation says, in one line. */
public final class Seen {
    private Seen() {}

    public static String text(Observation event) {
        StringBuilder text = new StringBuilder(event.model());
        text.append(" v=")
                .append(event.versionLength() == 0 ? "-" : event.text(event.versionOffset(), event.versionLength()));
        text.append(' ').append(event.stage()).append(" @").append(event.eventTimeMs());
        for (int i = 0; i < event.dimensions(); i++) {
            text.append(' ')
                    .append(event.name(event.dimensionNameOffset(i), event.dimensionNameLength(i)))
                    .append(':')
                    .append(new String(
                            event.dimensionBytes(i),
                            event.dimensionValueOffset(i),
                            event.dimensionValueLength(i),
                            StandardCharsets.UTF_8));
        }
        text.append(event.hasFeatures() ? " features" : "").append(event.hasPrediction() ? " prediction" : "");
        for (int field = 0; field < event.fields(); field++) {
            text.append(' ').append(name(event, field)).append('=').append(value(event, field));
        }
        return text.toString();
    }

    private static String name(Observation event, int field) {
        int offset = event.nameOffset(field);
        return offset < 0
                ? '<' + ReservedColumn.values()[-1 - offset].column() + '>'
                : event.name(offset, event.nameLength(field));
    }

    private static String value(Observation event, int field) {
        return switch (event.kind(field)) {
            case Observation.NULL -> "null";
            case Observation.PERHAPS_NULL -> "null?";
            case Observation.NUMBER -> Double.toString(event.number(field));
            case Observation.BOOLEAN -> Boolean.toString(event.number(field) != 0);
            case Observation.TEXT -> '"' + event.fieldText(field, event.textLength(field)) + '"';
            case Observation.OTHER -> "?";
            case Observation.VECTOR -> vector(event, field);
            default -> throw new IllegalStateException("unknown kind: kind=" + event.kind(field));
        };
    }

    private static String vector(Observation event, int field) {
        int from = event.vectorOffset(field);
        return Arrays.toString(Arrays.copyOfRange(event.vectors(), from, from + event.dimension(field)));
    }
}
