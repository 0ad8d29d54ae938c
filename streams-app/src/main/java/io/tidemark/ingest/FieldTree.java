package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldMapping.Role;
import io.tidemark.config.FieldPath;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Stage;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A topic's mapping as a tree of places; names that the mapping does not say are met as records bring them, up to a limit.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class FieldTree {
    /** Most places that are remembered; what comes beyond is for nothing. */
    private static final int MOST_NODES = Observation.MOST_FIELDS;

    private static final int LONGEST_NAME = 1_000;

    private final FieldMapping mapping;
    private final Function<String, @Nullable ColumnKind> kinds;
    private final EventPage page = new EventPage();
    private final EventTimes times;
    private final Map<FieldPath, Set<Role>> roles = new HashMap<>();
    private final Map<FieldPath, List<String>> dimensions = new HashMap<>();
    private final Set<FieldPath> dimensionMaps;
    private final ColumnNames names;
    private final List<byte[]> constants = new ArrayList<>();
    private final int[] constantNames;
    private final byte[] version;
    private final boolean isCanonical;
    private final boolean isOfTopic;
    private final boolean hasRecordTime;
    private final boolean isOfPredictions;
    private final FieldNode root;
    private int nodes;

    /**
     * The tree of a mapping.
     *
     * @param kinds what a column is declared to hold; null where nothing is said
     */
    FieldTree(FieldMapping mapping, Function<String, @Nullable ColumnKind> kinds, ColumnNames names) {
        this.mapping = mapping;
        this.kinds = kinds;
        this.names = names;
        this.times = new EventTimes(mapping.timeFormat(), mapping.timeZone());
        this.dimensionMaps = Set.copyOf(mapping.dimensions().maps());
        this.version = mapping.constants().version().getBytes(StandardCharsets.UTF_8);
        this.constantNames = constantNames();
        this.isCanonical = mapping.equals(FieldMapping.CANONICAL);
        this.isOfTopic = !mapping.roles().containsKey(Role.MODEL);
        this.hasRecordTime = !mapping.roles().containsKey(Role.TIME);
        this.isOfPredictions =
                mapping.roles().containsKey(Role.PREDICTION) || mapping.roles().containsKey(Role.SCORE);
        mapping.roles()
                .forEach((role, paths) ->
                        paths.forEach(path -> roles.computeIfAbsent(path, ignored -> EnumSet.noneOf(Role.class))
                                .add(role)));
        mapping.dimensions().named().forEach((name, path) -> dimensions
                .computeIfAbsent(path, ignored -> new ArrayList<>())
                .add(name));
        this.root = new FieldNode(
                this, new FieldPath(List.of()), null, mapping.features().from().isEmpty());
        place(roles.keySet());
        place(dimensions.keySet());
        place(dimensionMaps);
        place(mapping.features().from());
        place(mapping.renamedItems());
    }

    private int[] constantNames() {
        Map<String, String> values = mapping.constants().dimensions();
        int[] names = new int[2 * values.size()];
        values.forEach((name, value) -> {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            names[2 * constants.size()] = page.name(utf8);
            names[2 * constants.size() + 1] = utf8.length;
            constants.add(value.getBytes(StandardCharsets.UTF_8));
        });
        return names;
    }

    private void place(Collection<FieldPath> paths) {
        for (FieldPath path : paths) {
            FieldNode node = root;
            for (FieldPath.Step step : path.steps()) {
                node.pass();
                node = step.isItem() ? node.placed(step.item()) : node.named(step.name());
            }
        }
    }

    FieldNode root() {
        return root;
    }

    EventPage page() {
        return page;
    }

    EventTimes times() {
        return times;
    }

    /** Why the event that ended has no time. */
    String noTime() {
        return times.seen().why(mapping);
    }

    /** Where the event time must stand; null if it is the record's own. */
    @Nullable
    FieldPath timePath() {
        List<FieldPath> paths = mapping.roles().getOrDefault(Role.TIME, List.of());
        return paths.isEmpty() ? null : paths.get(0);
    }

    /** Whether one more place of that name can be remembered. */
    boolean hasRoom(String name) {
        return nodes < MOST_NODES && name.length() <= LONGEST_NAME;
    }

    /** Why there is no room for a name. */
    static NameListener.Limit limit(String name) {
        return name.length() > LONGEST_NAME ? NameListener.Limit.LENGTH : NameListener.Limit.NAMES;
    }

    ColumnNames names() {
        return names;
    }

    /** A place inside of another. */
    FieldNode make(FieldNode outer, FieldPath.Step step) {
        nodes++;
        List<FieldPath.Step> steps = new ArrayList<>(outer.path().steps());
        steps.add(step);
        FieldPath path = new FieldPath(steps);
        boolean isDimensions = dimensionMaps.contains(path);
        return new FieldNode(this, path, use(outer, path), isDimensions || isOpen(outer, step, path));
    }

    /** Without paths to come from, features are everywhere but in arrays, whose places are what the mapping names. */
    private boolean isOpen(FieldNode outer, FieldPath.Step step, FieldPath path) {
        return mapping.features().from().isEmpty() ? outer.isOpen() && !step.isItem() : mapping.hasFeaturesIn(path);
    }

    private @Nullable MappedField use(FieldNode outer, FieldPath path) {
        Set<Role> ofPath = roles.getOrDefault(path, Set.of());
        List<String> named = new ArrayList<>(dimensions.getOrDefault(path, List.of()));
        if (dimensionMaps.contains(outer.path())) {
            named.add(path.steps().get(path.steps().size() - 1).name());
        }
        String column = mapping.column(path);
        if (column.isEmpty() && !mapping.takenName(path).isEmpty()) {
            names.hide(mapping.takenName(path), path);
        }
        if (ofPath.isEmpty() && named.isEmpty() && column.isEmpty()) {
            return null;
        }
        boolean isLabel = ofPath.contains(Role.LABEL);
        MappedField field = new MappedField(
                page,
                new MappedRoles(page, times, ofPath),
                column,
                named,
                new MappedField.Uses(kinds.apply(column), !isLabel));
        if (field.isFeature()) {
            names.add(column, path, field.nameOffset());
        }
        return field;
    }

    /** Begins an event: what the mapping says of all of them. */
    @HotPath
    void begin(Observation out) {
        page.begin(out);
        start(out);
    }

    /** The same, of a record whose fields are those of a frame first; the bytes to read it from. */
    @HotPath
    byte[] begin(byte[] record, Observation out, Observation.Frame frame) {
        page.begin(record, out, frame);
        byte[] bytes = page.texts();
        start(out);
        return bytes;
    }

    @HotPath
    private void start(Observation out) {
        times.begin();
        if (isOfTopic) {
            out.ofItsTopic();
        }
        if (hasRecordTime) {
            out.eventTime(out.recordTimeMs());
        }
        if (version.length > 0) {
            out.version(page.put(version, 0, version.length), version.length);
        }
        if (!mapping.constants().stage().isEmpty()) {
            out.stage(Stage.valueOf(mapping.constants().stage()));
        }
        for (int i = 0; i < constants.size(); i++) {
            byte[] value = constants.get(i);
            out.dimension(
                    constantNames[2 * i], constantNames[2 * i + 1], page.put(value, 0, value.length), value.length);
        }
    }

    /** Ends an event: what is not there is missing, but in our own events, which say by their fields what they are. */
    @HotPath
    void end(Observation out) {
        names.settle(out);
        if (!isCanonical) {
            out.carriesFeatures();
            if (isOfPredictions) {
                out.carriesPrediction();
            }
        } else if (!out.hasPrediction() && !out.request().isOfDependency()) {
            out.carriesFeatures();
        }
    }
}
