package io.tidemark.runtime.first;

import io.tidemark.ingest.TimeShape;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the texts of one of Tidemark's own events say, by path. */
final class OwnEvent {
    /** The path of its time. */
    static final String TIME = "eventTime";

    private static final String FEATURES = "features.";
    private static final String DIMENSIONS = "dimensions.";

    private OwnEvent() {}

    static String model(Map<String, String> texts) {
        return texts.getOrDefault("model", "");
    }

    /** {@link RowSample#NO_TIME} if it is none. */
    static long timeMs(Map<String, String> texts) {
        return TimeShape.NONE.timeMs(texts.getOrDefault(TIME, ""));
    }

    /** Features and dimensions, by their own names; the rest is read as what it is. */
    static Map<String, String> values(Map<String, String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            String mark = path.startsWith(RecordTexts.UNNAMED) ? RecordTexts.UNNAMED : "";
            String place = path.substring(mark.length());
            if (place.startsWith(FEATURES) || place.startsWith(DIMENSIONS)) {
                values.put(mark + place.substring(place.indexOf('.') + 1), text);
            }
        });
        return values;
    }
}
