package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.LabelColumn;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which fields of a topic's records say what; all others are features.
 *
 * @param roles where the fields stand that have a meaning of their own. Without a {@link Role#TIME} an event's time is its record's own;
 *     without a {@link Role#MODEL} each event is of every model that reads the topic
 * @param timeFormat how event times are written that have no type which says it
 * @param timeZone the zone of times that are written without one
 * @param dimensions where the dimensions of slices stand; such a field is a feature too
 * @param features which other fields are features, and what they are called
 * @param constants what is the same in all events
 */
public record FieldMapping(
        Map<Role, List<FieldPath>> roles,
        TimeFormat timeFormat,
        ZoneId timeZone,
        Dimensions dimensions,
        Features features,
        Constants constants) {
    /** The canonical events, by the names of {@code schemas/}. */
    public static final FieldMapping CANONICAL = canonical();

    /** Our own labels. */
    public static final FieldMapping LABELS = labels();

    public FieldMapping {
        roles = Map.copyOf(roles);
    }

    /** The mapping of a model's events: an event's id is that of its prediction, unless another field is said to be. */
    FieldMapping ofEvents() {
        List<FieldPath> id = roles.get(Role.ID);
        if (id == null || roles.containsKey(Role.PREDICTION_ID)) {
            return this;
        }
        Map<Role, List<FieldPath>> all = new EnumMap<>(roles);
        all.put(Role.PREDICTION_ID, id);
        return new FieldMapping(all, timeFormat, timeZone, dimensions, features, constants);
    }

    /** What a field can mean. */
    public enum Role {
        TIME,
        ID,
        PREDICTION_ID,
        MODEL,
        VERSION,
        STAGE,
        PREDICTION,
        SCORE,
        LATENCY,
        STATUS,
        /** Measured as the column {@value LabelColumn#NAME}. */
        LABEL,
        /** Name of a dependency, whose report the record then is. */
        DEPENDENCY,
        HEALTH
    }

    /**
     * Dimensions of slices.
     *
     * @param named where each one stands
     * @param maps maps of dimensions by name
     */
    public record Dimensions(Map<String, FieldPath> named, List<FieldPath> maps) {
        static final Dimensions NONE = new Dimensions(Map.of(), List.of());

        public Dimensions {
            named = Map.copyOf(named);
            maps = List.copyOf(maps);
        }
    }

    /**
     * Features.
     *
     * @param from under which paths they stand, and from where on they are named; empty: in the whole record
     * @param include names or patterns, after renaming; empty: all
     * @param exclude names or patterns; wins
     * @param rename other names, by the name that a feature would have
     */
    public record Features(
            List<FieldPath> from, List<String> include, List<String> exclude, Map<String, String> rename) {
        static final Features ALL = new Features(List.of(), List.of(), List.of(), Map.of());

        public Features {
            from = List.copyOf(from);
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
            rename = Map.copyOf(rename);
        }
    }

    /**
     * What is the same in all events.
     *
     * @param version model version, or empty
     * @param stage as {@link Role#STAGE} would say it, or empty
     * @param dimensions values by name
     */
    public record Constants(String version, String stage, Map<String, String> dimensions) {
        static final Constants NONE = new Constants("", "", Map.of());

        public Constants {
            dimensions = Map.copyOf(dimensions);
        }
    }

    private static FieldMapping canonical() {
        return new FieldMapping(
                Map.ofEntries(
                        Map.entry(Role.TIME, fields("eventTime")),
                        Map.entry(Role.ID, fields("eventId")),
                        Map.entry(Role.PREDICTION_ID, fields("predictionId")),
                        Map.entry(Role.MODEL, fields("model")),
                        Map.entry(Role.VERSION, fields("version")),
                        Map.entry(Role.STAGE, fields("stage")),
                        Map.entry(Role.PREDICTION, fields("predictedClass", "predictedValue")),
                        Map.entry(Role.SCORE, fields("score")),
                        Map.entry(Role.LATENCY, fields("latencyMs")),
                        Map.entry(Role.STATUS, fields("status")),
                        Map.entry(Role.DEPENDENCY, fields("dependency")),
                        Map.entry(Role.HEALTH, fields("health"))),
                TimeFormat.AUTO,
                ZoneOffset.UTC,
                new Dimensions(Map.of(), fields("dimensions")),
                new Features(fields("features"), List.of(), List.of(), Map.of()),
                Constants.NONE);
    }

    private static FieldMapping labels() {
        return new FieldMapping(
                Map.of(
                        Role.TIME, fields("eventTime"),
                        Role.PREDICTION_ID, fields("predictionId"),
                        Role.MODEL, fields("model"),
                        Role.VERSION, fields("version"),
                        Role.LABEL, fields("trueClass", "trueValue")),
                TimeFormat.AUTO,
                ZoneOffset.UTC,
                Dimensions.NONE,
                new Features(List.of(), List.of(), List.of("*"), Map.of()),
                Constants.NONE);
    }

    private static List<FieldPath> fields(String... names) {
        return List.of(names).stream().map(FieldPath::ofField).toList();
    }

    /**
     * A place that the mapping names.
     *
     * @param key of {@code source.fields} that names it: {@code score}, {@code dimensions.country}, {@code features.from}
     * @param path the place
     */
    public record Place(String key, FieldPath path) {}

    /** Every place where something must stand for the mapping to mean anything, in the order of the keys. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        new TreeMap<>(roles)
                .forEach((role, paths) ->
                        paths.forEach(path -> places.add(new Place(role.name().toLowerCase(Locale.ROOT), path))));
        dimensions.maps().forEach(path -> places.add(new Place("dimensions", path)));
        new TreeMap<>(dimensions.named()).forEach((name, path) -> places.add(new Place("dimensions." + name, path)));
        features.from().forEach(path -> places.add(new Place("features.from", path)));
        return places;
    }

    /** Where a role's field stands, as people write it; empty if it has none. */
    public String place(Role role) {
        List<FieldPath> paths = roles.getOrDefault(role, List.of());
        return paths.isEmpty() ? "" : paths.get(0).toString();
    }

    /** The column of the value at a path; empty if it is no feature. */
    public String column(FieldPath path) {
        return takenName(path).isEmpty() ? named(path, ownName(path)) : "";
    }

    private String named(FieldPath path, String own) {
        for (Map.Entry<Role, List<FieldPath>> role : roles.entrySet()) {
            if (role.getValue().contains(path)) {
                return role.getKey() == Role.LABEL ? LabelColumn.NAME : "";
            }
        }
        return selected(own);
    }

    private String selected(String own) {
        String name = features.rename().getOrDefault(own, own);
        boolean isFeature = !own.isEmpty() && ColumnPattern.selects(features.include(), features.exclude(), name);
        return isFeature ? name : "";
    }

    /** What the mapping gives a name to has it alone. */
    private boolean isTaken(String own, String name) {
        boolean isLabels = name.equals(LabelColumn.NAME) && roles.containsKey(Role.LABEL);
        return isLabels
                || !features.rename().containsKey(own)
                        && features.rename().values().stream().anyMatch(name::equals);
    }

    /** The column of the value at a path if the mapping did not give its name to another; empty if it did not, or there is none. */
    public String takenName(FieldPath path) {
        String own = ownName(path);
        String name = selected(own);
        boolean hasRole = roles.values().stream().anyMatch(paths -> paths.contains(path));
        return !hasRole && isTaken(own, name) ? name : "";
    }

    /**
     * Which of several places that come to one column goes first: by the paths that features come from, as the mapping lists them; then the one that is nested
     * deeper, as {@code a.b} is where {@code "a.b"} is a name; then by the alphabet.
     */
    public Comparator<FieldPath> orderOfPlaces() {
        return Comparator.<FieldPath>comparingInt(this::base)
                .thenComparing(path -> path.steps().size(), Comparator.reverseOrder())
                .thenComparing(FieldPath::toString);
    }

    /** The same of a file's columns. */
    public Comparator<String> orderOfHeaders() {
        return Comparator.comparing(FieldMapping::ofHeader, orderOfPlaces());
    }

    private int base(FieldPath path) {
        int base = 0;
        while (base < features.from().size() && !path.isWithin(features.from().get(base))) {
            base++;
        }
        return base;
    }

    /**
     * The column of a file's column of that name, which has no other role; empty if it is none. A header is a path: what does not stand under one
     * of the paths that features come from is no feature, unless it has the name already that the mapping gives to one.
     */
    public String columnOfHeader(String header) {
        if (equals(CANONICAL)) {
            return header;
        }
        FieldPath path = ofHeader(header);
        return named(path, ownNameOfHeader(path));
    }

    private String ownNameOfHeader(FieldPath path) {
        return isOutside(path) && features.rename().containsValue(path.name()) ? path.name() : ownName(path);
    }

    /** Whether a file's column stands under none of the paths that features come from. */
    public boolean isOutside(String header) {
        return !equals(CANONICAL) && isOutside(ofHeader(header));
    }

    private boolean isOutside(FieldPath path) {
        return !features.from().isEmpty() && features.from().stream().noneMatch(path::isWithin);
    }

    /** Whether the mapping itself says which column a file's column is; others of that name are then none. */
    public boolean gives(String header) {
        FieldPath path = ofHeader(header);
        return roles.getOrDefault(Role.LABEL, List.of()).contains(path)
                || features.rename().containsKey(ownName(path));
    }

    /** The path that a file's column is named by. */
    public static FieldPath ofHeader(String header) {
        try {
            return FieldPath.parse(header);
        } catch (IllegalArgumentException none) {
            return FieldPath.ofField(header);
        }
    }

    /** The name of the value at a path before it is given another, whatever is included and excluded; empty if it is no feature, or has a role. */
    public String ownColumn(FieldPath path) {
        return roles.values().stream().anyMatch(paths -> paths.contains(path)) ? "" : ownName(path);
    }

    private String ownName(FieldPath path) {
        if (features.from().isEmpty()) {
            return path.name();
        }
        for (FieldPath from : features.from()) {
            if (path.isWithin(from)) {
                return path.from(from).name();
            }
        }
        return "";
    }

    /** Places in arrays that are features because they have been given a name. */
    public List<FieldPath> renamedItems() {
        return features.rename().keySet().stream()
                .filter(name -> name.indexOf('[') > 0)
                .map(FieldMapping::ofHeader)
                .toList();
    }

    /** Whether there may be features inside of what stands at a path. */
    public boolean hasFeaturesIn(FieldPath path) {
        return features.from().isEmpty() || features.from().stream().anyMatch(path::isWithin);
    }
}
