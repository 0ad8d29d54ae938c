package io.tidemark.ingest;

import io.tidemark.config.FieldMapping.Role;
import io.tidemark.domain.Health;
import io.tidemark.domain.Observation;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a value of a mapped record is for: a feature, a role, dimensions of slices, or several of these at once. Takes values as the record's
 * format brings them and tells the observation.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class MappedField {
    private static final Role[] ROLES = Role.values();
    private static final int LONGEST_NUMBER = 64;
    private static final int FIRST_GOOD_CODE = 200;
    private static final int FIRST_BAD_CODE = 400;

    private final EventPage page;
    private final EventTimes times;
    private final Role[] roles;
    private final Uses uses;
    private final int nameOffset;
    private final int nameLength;
    private final int[] dimensions;
    private final CsvNumber number = new CsvNumber();
    private final char[] digits = new char[LONGEST_NUMBER];

    /**
     * What a feature's values are taken for.
     *
     * @param asNumber texts that are numbers are numbers, and times are seconds since the epoch
     * @param ofFeatures whether the event then carries features: its label is none
     */
    record Uses(boolean asNumber, boolean ofFeatures) {}

    /**
     * A field of that use.
     *
     * @param column name of the feature's column; empty if it is none
     * @param dimensionNames dimensions whose value it is
     */
    MappedField(
            EventPage page, EventTimes times, Set<Role> roles, String column, List<String> dimensionNames, Uses uses) {
        this.page = page;
        this.times = times;
        this.roles = roles.stream().sorted().toArray(Role[]::new);
        this.uses = uses;
        byte[] name = column.getBytes(StandardCharsets.UTF_8);
        this.nameOffset = page.name(name);
        this.nameLength = name.length;
        this.dimensions = new int[2 * dimensionNames.size()];
        for (int i = 0; i < dimensionNames.size(); i++) {
            byte[] dimension = dimensionNames.get(i).getBytes(StandardCharsets.UTF_8);
            dimensions[2 * i] = page.name(dimension);
            dimensions[2 * i + 1] = dimension.length;
        }
    }

    /** Whether it is a feature's value. */
    @HotPath
    boolean isFeature() {
        return nameLength > 0;
    }

    /** Whether it is a feature whose values are taken as they come, and nothing else; the event's features then carry it. */
    boolean isPlainFeature() {
        return isFeature() && !hasOtherUse() && !uses.asNumber() && uses.ofFeatures();
    }

    /** Where the feature's name stands among the page's names. */
    int nameOffset() {
        return nameOffset;
    }

    int nameLength() {
        return nameLength;
    }

    @HotPath
    private Observation feature() {
        Observation out = page.out();
        if (uses.ofFeatures()) {
            out.carriesFeatures();
        }
        return out;
    }

    /** There is a field without a value. */
    @HotPath
    void nothing() {
        if (isFeature()) {
            feature().field(Observation.NULL, nameOffset, nameLength);
        }
        absent();
    }

    /** There is a field of which nothing says what it would hold: a feature is as if it were not there, and so missing. */
    @HotPath
    void absent() {
        for (Role role : roles) {
            if (isOfPrediction(role)) {
                page.out().carriesPrediction();
            }
        }
    }

    private static boolean isOfPrediction(Role role) {
        return role == Role.PREDICTION || role == Role.SCORE || role == Role.LATENCY || role == Role.STATUS;
    }

    /** There is a value that no column can hold. */
    @HotPath
    void other() {
        if (isFeature()) {
            feature().field(Observation.OTHER, nameOffset, nameLength);
        }
        for (Role role : roles) {
            if (isOfPrediction(role)) {
                page.out().carriesPrediction();
                page.out().field(Observation.OTHER, column(role).offset(), 0);
            }
        }
    }

    private static ReservedColumn column(Role role) {
        return ReservedColumn.valueOf(role.name());
    }

    @HotPath
    void number(double value) {
        if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        if (hasOtherUse()) {
            for (Role role : roles) {
                number(role, value);
            }
            dimensionText(Double.toString(value));
        }
    }

    private boolean hasOtherUse() {
        return roles.length > 0 || dimensions.length > 0;
    }

    private void number(Role role, double value) {
        Observation out = page.out();
        switch (role) {
            case TIME -> time(role, times.ofNumber(value));
            case PREDICTION, SCORE -> {
                out.carriesPrediction();
                out.number(Observation.NUMBER, column(role).offset(), 0, value);
            }
            case LATENCY -> {
                out.carriesPrediction();
                out.latency(value);
            }
            case STATUS -> out.status(RequestStatus.ERROR);
            default -> span(role, Double.toString(value));
        }
    }

    @HotPath
    void whole(long value) {
        if (isFeature()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, value);
        }
        if (hasOtherUse()) {
            for (Role role : roles) {
                whole(role, value);
            }
            if (dimensions.length > 0) {
                int at = page.putDigits(value);
                dimension(at, page.end() - at);
            }
        }
    }

    private void whole(Role role, long value) {
        switch (role) {
            case TIME -> time(role, times.ofNumber(value));
            case PREDICTION, SCORE, LATENCY -> number(role, value);
            case STATUS -> status(value >= FIRST_GOOD_CODE && value < FIRST_BAD_CODE);
            default -> {
                int at = page.putDigits(value);
                span(role, at, page.end() - at);
            }
        }
    }

    /** An answer's code, or a word for success. */
    private void status(boolean isGood) {
        page.out().carriesPrediction();
        page.out().status(isGood ? RequestStatus.OK : RequestStatus.ERROR);
    }

    @HotPath
    void truth(boolean value) {
        if (isFeature()) {
            feature().number(Observation.BOOLEAN, nameOffset, nameLength, value ? 1 : 0);
        }
        if (hasOtherUse()) {
            for (Role role : roles) {
                truth(role, value);
            }
            dimensionText(Boolean.toString(value));
        }
    }

    private void truth(Role role, boolean value) {
        switch (role) {
            case STATUS -> status(value);
            case PREDICTION -> span(role, Boolean.toString(value));
            case SCORE, LATENCY -> other();
            default -> span(role, Boolean.toString(value));
        }
    }

    /** A point in time whose type says so, in milliseconds since the epoch. */
    @HotPath
    void time(long milliseconds) {
        if (isFeature() && uses.asNumber()) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, milliseconds / 1e3);
        }
        for (Role role : roles) {
            time(role, milliseconds);
        }
        if (dimensions.length > 0) {
            int at = page.putDigits(milliseconds);
            dimension(at, page.end() - at);
        }
    }

    private void time(Role role, long milliseconds) {
        if (role != Role.TIME) {
            int at = page.putDigits(milliseconds);
            span(role, at, page.end() - at);
        } else if (milliseconds != EventTimes.NO_TIME && milliseconds != 0) {
            page.out().eventTime(milliseconds);
        }
    }

    /** Begins the vector of a {@link #isFeature feature}, whose numbers the observation is then given. */
    @HotPath
    void vector() {
        feature().vector(nameOffset, nameLength);
    }

    /** A text that stands in those bytes. */
    @HotPath
    void text(byte[] bytes, int offset, int length) {
        int at = page.put(bytes, offset, length);
        text(at, length);
    }

    /** A text that was put on the page. */
    @HotPath
    void text(int at, int length) {
        if (isFeature()) {
            featureText(at, length);
        }
        if (hasOtherUse()) {
            for (Role role : roles) {
                text(role, at, length);
            }
            dimension(at, length);
        }
    }

    private void featureText(int at, int length) {
        if (uses.asNumber() && isNumber(at, length)) {
            feature().number(Observation.NUMBER, nameOffset, nameLength, number.doubleValue());
        } else {
            feature().text(nameOffset, nameLength, at, length);
        }
    }

    private boolean isNumber(int at, int length) {
        if (length == 0 || length > LONGEST_NUMBER) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) (page.texts()[at + i] & 0xff);
        }
        return number.parse(digits, 0, length) != FieldKind.TEXT;
    }

    private void text(Role role, int at, int length) {
        Observation out = page.out();
        switch (role) {
            case TIME -> time(role, times.ofText(page.texts(), at, length));
            case SCORE, LATENCY -> {
                if (isNumber(at, length)) {
                    number(role, number.doubleValue());
                } else {
                    out.carriesPrediction();
                    out.text(column(role).offset(), 0, at, length);
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
                out.text(ReservedColumn.PREDICTION.offset(), 0, at, length);
            }
            case STATUS -> {
                out.carriesPrediction();
                out.status(statusOf(at, length));
            }
            case DEPENDENCY -> out.request().dependency(at, length);
            case HEALTH -> out.request().health(Health.of(out.text(at, length).toUpperCase(Locale.ROOT)));
            default -> {
                return;
            }
        }
    }

    /** {@code TRAINING}, {@code training} or {@code train}. */
    private boolean isTraining(int at, int length) {
        return isWord("training", at, length) || isWord("train", at, length);
    }

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

    private RequestStatus statusOf(int at, int length) {
        for (RequestStatus status : RequestStatus.values()) {
            if (isWord(status.name().toLowerCase(Locale.ROOT), at, length)) {
                return status;
            }
        }
        return isWord("success", at, length) || isWord("true", at, length) ? RequestStatus.OK : RequestStatus.ERROR;
    }

    private void dimensionText(String text) {
        if (dimensions.length > 0) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            dimension(page.put(utf8, 0, utf8.length), utf8.length);
        }
    }

    @HotPath
    private void dimension(int at, int length) {
        for (int i = 0; i < dimensions.length; i += 2) {
            page.out().dimension(dimensions[i], dimensions[i + 1], at, length);
        }
    }
}
