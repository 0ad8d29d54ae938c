package io.tidemark.runtime;

import io.tidemark.config.FieldPath;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.ingest.NameListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, once for a topic and a name, which names in records make no column of their own, and counts them. Names are shown, cut; values never.
 *
 * <p>Used by stream threads, one instance for all of them.
 */
public final class NameLog implements NameListener {
    private static final Logger log = LoggerFactory.getLogger(NameLog.class);
    private static final int MOST_TOLD = 1_000;
    private static final int LONGEST = 100;

    private final Meters meters;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public NameLog(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void shared(String topic, String column, List<FieldPath> places) {
        if (isNew("shared", topic, column)) {
            meters.add(Meter.NAMES_SHARED, 1);
            log.warn(
                    "several fields of a record come to one column, which takes the first of them that has a value"
                            + " topic={} column={} fields={}",
                    topic,
                    cut(column),
                    places.stream().map(path -> cut(path.toString())).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void hidden(String topic, String column, FieldPath place) {
        if (isNew("hidden", topic, place.toString())) {
            meters.add(Meter.NAMES_SHARED, 1);
            log.warn(
                    "a field is not measured, as source.fields gives its name to another topic={} column={} field={}",
                    topic,
                    cut(column),
                    cut(place.toString()));
        }
    }

    @Override
    public void refused(String topic, Limit limit, FieldPath outer) {
        meters.add(Meter.NAMES_REFUSED, 1);
        if (isNew(limit.name(), topic, "")) {
            log.warn(
                    "{}; values of other names are not measured, and counted as names_refused topic={} in={}",
                    what(limit),
                    topic,
                    outer.steps().isEmpty() ? "the record" : cut(outer.toString()));
        }
    }

    private static String what(Limit limit) {
        return switch (limit) {
            case NAMES -> "a topic has more names than 16,384";
            case KEYS -> "a map has more keys than 4,096";
            case LENGTH -> "a name has more than 1,000 characters";
        };
    }

    private boolean isNew(String what, String topic, String name) {
        return told.size() < MOST_TOLD && told.add(what + ' ' + topic + ' ' + name);
    }

    private static String cut(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    }
}
