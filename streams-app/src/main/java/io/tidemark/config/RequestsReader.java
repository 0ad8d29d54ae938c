package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.config.IndicatorSpec.Requests;
import io.tidemark.domain.Health;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.RequestRule.Latency.Failed;
import io.tidemark.domain.RequestStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an indicator says of requests and dependencies: which of them are good. */
final class RequestsReader {
    /** Kinds that name what is good, and so stand below {@code good}. */
    static final Set<Kind> SAYING_GOOD =
            EnumSet.of(Kind.AVAILABILITY, Kind.LATENCY, Kind.DEPENDENCY, Kind.LOADING, Kind.ROLLOUT);

    private static final Map<String, RequestStatus> STATUSES = words(RequestStatus.values());
    private static final Map<String, Failed> FAILED =
            new TreeMap<>(Map.of("bad", Failed.BAD, "leaveOut", Failed.LEFT_OUT));
    private static final Map<String, Set<Health>> DEGRADED = new TreeMap<>(
            Map.of("bad", EnumSet.of(Health.HEALTHY), "good", EnumSet.of(Health.HEALTHY, Health.DEGRADED)));

    private RequestsReader() {}

    private static Map<String, RequestStatus> words(RequestStatus[] values) {
        Map<String, RequestStatus> words = new LinkedHashMap<>();
        for (RequestStatus status : values) {
            words.put(status.name(), status);
        }
        return words;
    }

    /** Of an indicator that counts events. */
    static Requests ofEvents(Section source, Kind kind, @Nullable Monitor monitor) {
        if (kind == Kind.LATENCY && source.field("quantile").isPresent()) {
            source.field("quantile")
                    .fail("is of windows, and a ratioMetric counts requests; leave it out, or write thresholdMetric");
        }
        return read(source, kind, Failed.BAD, monitor);
    }

    /** Of an indicator that judges windows. */
    static Requests ofWindows(Section source, Kind kind, @Nullable Monitor monitor) {
        return read(source, kind, Failed.LEFT_OUT, monitor);
    }

    private static Requests read(Section source, Kind kind, Failed usual, @Nullable Monitor monitor) {
        return switch (kind) {
            case AVAILABILITY ->
                of(new RequestRule.Availability(statuses(source.field("good"), EnumSet.of(RequestStatus.OK))));
            case LATENCY -> of(latency(source, usual));
            case DEPENDENCY ->
                new Requests(
                        Optional.of(new RequestRule.Dependency(
                                source.field("degraded").choice(DEGRADED, EnumSet.of(Health.HEALTHY)))),
                        Optional.of(dependency(source, "name", source.field("kind"), monitor)));
            case FRESHNESS ->
                source.field("dependency").isPresent()
                        ? new Requests(
                                Optional.empty(),
                                Optional.of(dependency(source, "dependency", source.field("dependency"), monitor)))
                        : Requests.NONE;
            default -> Requests.NONE;
        };
    }

    private static Requests of(RequestRule rule) {
        return new Requests(Optional.of(rule), Optional.empty());
    }

    private static RequestRule latency(Section source, Failed usual) {
        Field limit = source.field("limit");
        if (!limit.isPresent()) {
            limit.failMissing("write how long a request may take, like limit: 300ms");
        }
        return new RequestRule.Latency(
                within(limit).toMillis(),
                statuses(source.field("good"), RequestRule.Latency.ANSWERED),
                source.field("failed").choice(FAILED, usual));
    }

    /** Requests take milliseconds or seconds. */
    private static Duration within(Field limit) {
        Duration usual = Duration.ofMillis(300);
        if (limit.isSingle() && DurationText.isBare(limit.text(""))) {
            String number = limit.text("");
            limit.fail("has no unit; write " + number + "ms or " + number + "s");
            return usual;
        }
        return limit.duration(usual);
    }

    private static Set<RequestStatus> statuses(Field field, Set<RequestStatus> usual) {
        List<Field> items = field.isSingle() ? List.of(field) : field.items();
        Set<RequestStatus> read = EnumSet.noneOf(RequestStatus.class);
        items.forEach(item -> read.add(item.choice(STATUSES, RequestStatus.OK)));
        if (field.isList() && read.isEmpty()) {
            field.fail("is an empty list; list what is good of " + String.join(", ", STATUSES.keySet()));
        }
        return read.isEmpty() ? usual : read;
    }

    /** Its name; empty for each dependency. */
    private static String dependency(Section source, String key, Field blamed, @Nullable Monitor monitor) {
        Field name = source.field(key);
        if (source.field("slices").isPresent()) {
            source.field("slices").fail("are of the model's own events, and this is of a dependency; leave them out");
        }
        if (monitor != null && monitor.source().dependencies().isEmpty()) {
            blamed.fail("needs the topic of the dependencies' reports; write source: {dependencies: {topic: "
                    + monitor.model() + "-dependencies}} in the monitor " + monitor.model());
        }
        return name.isPresent() ? name.requiredText("name the dependency, or leave it out to mean each") : "";
    }
}
