package io.tidemark.ingest;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.domain.Health;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The meanings of its own that a mapped field has: the event's time, its id, the prediction and so on.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class MappedRoles {
    private static final RequestStatus[] STATUSES = RequestStatus.values();
    private static final String[] STATUS_WORDS = statusWords();

    private final EventPage page;
    private final EventTimes times;
    private final Role[] roles;
    private final TextNumber number;

    MappedRoles(EventPage page, EventTimes times, Set<Role> roles) {
        this.page = page;
        this.times = times;
        this.roles = roles.stream().sorted().toArray(Role[]::new);
        this.number = new TextNumber(page);
    }

    private static String[] statusWords() {
        String[] words = new String[STATUSES.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = STATUSES[i].name().toLowerCase(Locale.ROOT);
        }
        return words;
    }

    boolean isNone() {
        return roles.length == 0;
    }

    private static boolean isOfPrediction(Role role) {
        return role == Role.PREDICTION || role == Role.SCORE || role == Role.LATENCY || role == Role.STATUS;
    }

    private static int column(Role role) {
        return ReservedColumn.valueOf(role.name()).offset();
    }

    /** There is a field without a value: a prediction's that has none is still one. */
    @HotPath
    void nothing() {
        for (Role role : roles) {
            if (isOfPrediction(role)) {
                page.out().carriesPrediction();
            }
            see(role, TimeSeen.NULL);
        }
    }

    /** There is a value of no use. */
    @HotPath
    void other() {
        for (Role role : roles) {
            other(role);
            see(role, TimeSeen.OTHER);
        }
    }

    /** There is no single value. */
    @HotPath
    void structure() {
        for (Role role : roles) {
            see(role, TimeSeen.OTHER);
        }
    }

    @HotPath
    private void see(Role role, TimeSeen what) {
        if (role == Role.TIME) {
            times.see(what);
        }
    }

    private void other(Role role) {
        if (isOfPrediction(role)) {
            page.out().carriesPrediction();
            page.out().field(Observation.OTHER, column(role), 0);
        }
    }

    @HotPath
    void number(double value) {
        for (Role role : roles) {
            number(role, value);
        }
    }

    private void number(Role role, double value) {
        Observation out = page.out();
        switch (role) {
            case TIME -> time(role, TimeSeen.NUMBER, times.ofNumber(value));
            case PREDICTION, SCORE -> {
                out.carriesPrediction();
                out.number(Observation.NUMBER, column(role), 0, value);
            }
            case LATENCY -> {
                out.carriesPrediction();
                out.latency(value);
            }
            case STATUS -> status(RequestStatus.ofCode(value));
            default -> span(role, NumberText.of(value));
        }
    }

    /** A number of a float's precision. */
    @HotPath
    void single(float value) {
        for (Role role : roles) {
            if (isOfText(role)) {
                span(role, NumberText.of(value));
            } else {
                number(role, value);
            }
        }
    }

    /** A whole number beyond 64 bits, whose digits stand on the page. */
    @HotPath
    void huge(int at, int length, double value) {
        for (Role role : roles) {
            if (isOfText(role)) {
                span(role, at, length);
            } else {
                number(role, value);
            }
        }
    }

    private static boolean isOfText(Role role) {
        return role != Role.TIME && !isOfPrediction(role);
    }

    @HotPath
    void whole(long value) {
        for (Role role : roles) {
            switch (role) {
                case TIME -> time(role, TimeSeen.NUMBER, times.ofNumber(value));
                case PREDICTION, SCORE, LATENCY, STATUS -> number(role, value);
                default -> digits(role, value);
            }
        }
    }

    private void digits(Role role, long value) {
        int at = page.putDigits(value);
        span(role, at, page.end() - at);
    }

    @HotPath
    void truth(boolean value) {
        for (Role role : roles) {
            switch (role) {
                case STATUS -> status(value ? RequestStatus.OK : RequestStatus.ERROR);
                case SCORE, LATENCY -> other(role);
                case TIME -> times.see(TimeSeen.OTHER);
                default -> span(role, Boolean.toString(value));
            }
        }
    }

    /** A point in time, in milliseconds since the epoch. */
    @HotPath
    void time(long milliseconds) {
        for (Role role : roles) {
            time(role, TimeSeen.NUMBER, milliseconds);
        }
    }

    private void time(Role role, TimeSeen seen, long milliseconds) {
        see(role, seen);
        if (role != Role.TIME) {
            digits(role, milliseconds);
        } else if (milliseconds != EventTimes.NO_TIME && milliseconds != 0) {
            page.out().eventTime(milliseconds);
        }
    }

    /** A text on the page. */
    @HotPath
    void text(int at, int length) {
        for (Role role : roles) {
            text(role, at, length);
        }
    }

    private void text(Role role, int at, int length) {
        switch (role) {
            case TIME -> time(role, TimeSeen.TEXT, times.ofText(page.texts(), at, length));
            case SCORE, LATENCY -> {
                if (number.isNumber(at, length)) {
                    number(role, number.value());
                } else {
                    page.out().carriesPrediction();
                    page.out().text(column(role), 0, at, length);
                }
            }
            default -> span(role, at, length);
        }
    }

    private void span(Role role, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        span(role, page.put(utf8, 0, utf8.length), utf8.length);
    }

    @HotPath
    private void span(Role role, int at, int length) {
        Observation out = page.out();
        switch (role) {
            case ID -> out.id(at, length);
            case PREDICTION_ID -> out.predictionId(at, length);
            case MODEL -> out.model(at, length);
            case VERSION -> out.version(at, length);
            case STAGE -> out.stage(isTraining(at, length) ? Stage.TRAINING : Stage.SERVING);
            case PREDICTION -> {
                out.carriesPrediction();
                out.text(column(role), 0, at, length);
            }
            case STATUS -> status(statusOf(at, length));
            case DEPENDENCY -> out.request().dependency(at, length);
            case HEALTH -> out.request().health(Health.of(out.text(at, length).toUpperCase(Locale.ROOT)));
            default -> {
                return;
            }
        }
    }

    private void status(RequestStatus status) {
        page.out().carriesPrediction();
        page.out().status(status);
    }

    /** {@code TRAINING}, {@code training} or {@code train}. */
    private boolean isTraining(int at, int length) {
        return isWord("training", at, length) || isWord("train", at, length);
    }

    private RequestStatus statusOf(int at, int length) {
        for (int i = 0; i < STATUSES.length; i++) {
            if (isWord(STATUS_WORDS[i], at, length)) {
                return STATUSES[i];
            }
        }
        return RequestStatus.ofAnswer(page.out().text(at, length));
    }

    /** Compares with a lower-case ASCII word, ignoring case. */
    private boolean isWord(String word, int at, int length) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((page.texts()[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
