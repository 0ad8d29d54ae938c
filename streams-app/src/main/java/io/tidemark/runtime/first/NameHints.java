package io.tidemark.runtime.first;

import java.util.Locale;
import java.util.regex.Pattern;

/** What people usually mean by a column's name. Of a path into nested records the last part counts most. */
final class NameHints {
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern TIME = words(
            "timestamp|event_?time|time|ts|datetime|date_?time|event_?ts|event_?timestamp|created_at|created|occurred_at|date|when|at|ds");
    private static final Pattern FIRST_TIME =
            words("timestamp|event_?time|event_?ts|event_?timestamp|event_?date|time|ts|datetime|date_?time");
    private static final Pattern ID =
            Pattern.compile("(.*_)?(id|uuid|guid|key|ids|hash|pk)|row|row_?(number|num|nr|no|index)|index|idx");
    private static final Pattern EVENT_ID =
            Pattern.compile("(event_|prediction_|request_|message_|record_|row_|trace_|correlation_)?(id|uuid|guid)");
    private static final Pattern MODEL = words("model|model_name|model_id");
    private static final Pattern VERSION = words("model_version|version|model_ver|modelversion|model_revision|release");
    private static final Pattern PREDICTION = words(
            "prediction|predicted|pred|y_pred|y_hat|yhat|predicted_class|predicted_label|predicted_value|prediction_label|model_prediction|forecast|decision|predicted_.*");
    private static final Pattern SCORE = words(
            "score|probability|prob|proba|confidence|y_score|y_prob|y_proba|predicted_prob.*|prediction_prob.*|prediction_score|model_score|.*_(probability|proba|prob|score)");
    private static final Pattern LABEL = words(
            "label|target|y|y_true|truth|ground_truth|actual|actuals|true_label|class|outcome_label|is_fraud|fraud|churn|churned");
    private static final Pattern LATENCY = words(
            "latency|latency_?ms|took|took_?ms|duration_?ms|elapsed_?ms|response_time_?ms|response_ms|inference_?ms|inference_time_?ms");
    private static final Pattern STATUS = words("status|request_status|outcome|result_status|state|result");
    private static final Pattern PART = words("part|split|fold|subset|partition|dataset_part|set|phase");
    private static final Pattern DIMENSION = words(
            ".*country.*|.*region.*|.*platform.*|.*device.*|.*segment.*|.*channel.*|origin|series|site|tenant|market|.*city|.*state|store|merchant.*|dataset|source|customer_type|plan|tier|language|locale|os|browser|sensor|machine|station|.*carrier|airline");
    private static final Pattern CALENDAR = words(
            "year|month|day|hour|minute|weekday|week|quarter|dow|day_of_week|day_of_month|day_of_year|hour_of_day|dayofweek|period_of_day|season");

    private NameHints() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives);
    }

    static boolean isTime(String name) {
        return TIME.matcher(last(name)).matches();
    }

    static boolean isFirstTime(String name) {
        return FIRST_TIME.matcher(last(name)).matches();
    }

    static boolean isId(String name) {
        return ID.matcher(last(name)).matches();
    }

    static boolean isEventId(String name) {
        return EVENT_ID.matcher(last(name)).matches();
    }

    static boolean isModel(String name) {
        return MODEL.matcher(last(name)).matches() || isInside(name, "model", "name", "id");
    }

    static boolean isVersion(String name) {
        return VERSION.matcher(last(name)).matches() || isInside(name, "model", "version", "version");
    }

    static boolean isPrediction(String name) {
        return PREDICTION.matcher(last(name)).matches() && !isScore(name)
                || isInside(name, "prediction", "label", "value")
                || isInside(name, "outcome", "label", "class");
    }

    static boolean isScore(String name) {
        return SCORE.matcher(last(name)).matches();
    }

    static boolean isLabel(String name) {
        return LABEL.matcher(last(name)).matches() && !isPrediction(name);
    }

    static boolean isLatency(String name) {
        return LATENCY.matcher(last(name)).matches();
    }

    static boolean isStatus(String name) {
        return STATUS.matcher(last(name)).matches();
    }

    static boolean isPart(String name) {
        return PART.matcher(last(name)).matches();
    }

    static boolean isDimension(String name) {
        return DIMENSION.matcher(last(name)).matches();
    }

    static boolean isCalendar(String name) {
        return CALENDAR.matcher(last(name)).matches();
    }

    private static boolean isInside(String name, String parent, String child, String other) {
        String snake = snake(name);
        return snake.endsWith(parent + "." + child) || snake.endsWith(parent + "." + other);
    }

    private static String last(String name) {
        String snake = snake(name);
        return snake.substring(snake.lastIndexOf('.') + 1);
    }

    private static String snake(String name) {
        return CAMEL.matcher(name)
                .replaceAll("_")
                .replaceAll("[^\\p{Alnum}.]+", "_")
                .toLowerCase(Locale.ROOT);
    }
}
