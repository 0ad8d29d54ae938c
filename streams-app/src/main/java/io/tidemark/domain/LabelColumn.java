package io.tidemark.domain;

import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The column of what was true: of a label, or of an event that brings its own. */
public final class LabelColumn {
    /** Its name. */
    public static final String NAME = "label";

    /** No field says what was true. */
    public static final int NONE = -1;

    private static final byte[] UTF_8 = NAME.getBytes(StandardCharsets.UTF_8);

    private LabelColumn() {}

    /** The field that says what was true: a class, or a finite number; {@link #NONE} if there is none. O(fields). */
    @HotPath
    public static int in(Observation event) {
        for (int field = 0; field < event.fields(); field++) {
            if (isTruth(event, field)) {
                return field;
            }
        }
        return NONE;
    }

    @HotPath
    private static boolean isTruth(Observation event, int field) {
        int at = event.nameOffset(field);
        if (at < 0 || !Arrays.equals(UTF_8, 0, UTF_8.length, event.nameBytes(), at, at + event.nameLength(field))) {
            return false;
        }
        return switch (event.kind(field)) {
            case Observation.TEXT -> event.textLength(field) > 0;
            case Observation.NUMBER -> Double.isFinite(event.number(field));
            case Observation.BOOLEAN -> true;
            default -> false;
        };
    }
}
