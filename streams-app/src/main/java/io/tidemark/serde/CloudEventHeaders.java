package io.tidemark.serde;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.ModelKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;

/**
 * An alert as a CloudEvent 1.0 in Kafka's binary mode: the attributes are headers in UTF-8 whose names begin with {@code ce_}, the value
 * stays as it is, and {@code content-type} says what it is. A consumer can route by headers without decoding the value.
 *
 * <p>Only {@code ce_recordedtime} differs between two runs over the same readings. Attributes: CloudEvents 1.0; partitionkey, sequence,
 * recordedtime, severitytext, severitynumber and causationid are its documented extensions, severities those of OpenTelemetry's logs.
 */
public final class CloudEventHeaders {
    /** The type of every alert record. */
    public static final String TYPE = "io.tidemark.slo.alert.v1";

    private static final String PREFIX = "ce_";

    private CloudEventHeaders() {}

    static void write(Alert alert, Headers headers) {
        Alert.Promise promise = alert.promise();
        add(headers, PREFIX + "specversion", "1.0");
        add(headers, PREFIX + "id", alert.id());
        add(headers, PREFIX + "source", source(promise.scope().model()));
        add(headers, PREFIX + "type", TYPE);
        add(
                headers,
                PREFIX + "subject",
                promise.objective() + "/" + promise.scope().slice());
        add(headers, PREFIX + "time", time(alert.times().metricTimeMs()));
        add(headers, PREFIX + "recordedtime", time(alert.times().clockTimeMs()));
        add(headers, PREFIX + "sequence", String.format(Locale.ROOT, "%010d", alert.sequence()));
        add(headers, PREFIX + "severitytext", severityText(alert.severity()));
        add(headers, PREFIX + "severitynumber", severityNumber(alert.severity()));
        add(headers, PREFIX + "partitionkey", alert.dedupKey());
        cause(alert.context().changes(), headers);
        add(headers, "content-type", "application/avro");
    }

    /** {@code /tenants/ads/models/ctr}; without tenants {@code /models/ctr}. */
    private static String source(String model) {
        String tenant = ModelKey.isQualified(model) ? "/tenants/" + percentEncoded(ModelKey.tenant(model)) : "";
        return tenant + "/models/" + percentEncoded(ModelKey.name(model));
    }

    /** The likeliest change; an attribute must not be empty, so that without one there is none. */
    private static void cause(List<AlertContext.Suspect> changes, Headers headers) {
        changes.stream()
                .map(suspect -> suspect.change().eventId())
                .filter(id -> !id.isEmpty())
                .limit(1)
                .forEach(id -> add(headers, PREFIX + "causationid", id));
    }

    /** A URI reference has no blanks and no other letters than those of ASCII. */
    private static String percentEncoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static String severityText(Alert.Severity severity) {
        return switch (severity) {
            case PAGE -> "ERROR";
            case TICKET -> "WARN";
            case INFO -> "INFO";
        };
    }

    private static String severityNumber(Alert.Severity severity) {
        return switch (severity) {
            case PAGE -> "17";
            case TICKET -> "13";
            case INFO -> "9";
        };
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
