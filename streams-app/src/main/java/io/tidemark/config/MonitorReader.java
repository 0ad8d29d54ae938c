package io.tidemark.config;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Owners;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** One monitor of the file. */
final class MonitorReader {
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    /** As long as it takes: what is kept is settled once it is known how far anything reaches back. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final int USUAL_SLICES = 200;
    private static final int MOST_SLICES = 10_000;

    private MonitorReader() {}

    /**
     * A monitor as read.
     *
     * @param isSizeSound whether the windows' size is what people meant, so that what depends on it can be checked
     * @param owners who is told of its alerts where an SLO does not say
     */
    record Read(Monitor monitor, boolean isSizeSound, Owners owners) {
        /** The same, where those are told whom its tenant names. */
        Read ownedBy(Owners tenant) {
            return new Read(monitor, isSizeSound, owners.or(tenant));
        }
    }

    static Read read(Section monitor) {
        Templates.KEYS.forEach(monitor::field);
        String tenant = Tenants.of(monitor.field("tenant"));
        Owners owners = OwnersReader.read(monitor);
        String model = ModelKey.of(tenant, model(monitor.field("model")));
        Source source = SourceReader.read(monitor, model.replace(':', '-'));
        ColumnRules stated = monitor.section("columns", ColumnRulesReader::read);
        Slices slices = new Slices(
                groupings(monitor.field("slices")), monitor.field("maxSlices").whole(1, MOST_SLICES, USUAL_SLICES));
        ColumnRules columns = HashingReader.read(monitor.field("columns"), source, stated, slices);
        int problems = monitor.report().count();
        Windows windows = monitor.section("windows", WindowsReader::read);
        boolean areWindowsSound = monitor.report().count() == problems;
        Duration future = monitor.field("future").duration(Duration.ofHours(1));
        boolean isRetentionStated =
                monitor.field("windows").sectionIfSection().field("retention").isPresent();
        Windows roomy = isRetentionStated ? windows : windows.keeping(FOR_EVER);
        References references = ReferencesReader.read(monitor, roomy, areWindowsSound);
        if (!source.training().isEmpty() && !references.comparisons().has(Comparison.TRAINING)) {
            monitor.field("source")
                    .sectionIfSection()
                    .field("training")
                    .fail("brings training events, which nothing is compared with; add comparisons: [training]");
        }
        VerdictRules verdicts = VerdictRulesReader.read(monitor);
        List<DetectorRule> detectors = DetectorsReader.read(monitor, columns);
        QualitySpec quality = QualityReader.read(monitor, roomy);
        ChangesSpec changes = monitor.section("changes", section -> ChangesSpec.read(section, windows))
                .with(PromotionReader.read(monitor));
        LabelRules labels = LabelsReader.read(monitor, source, windows, references);
        checkLabelled(monitor.field("source").sectionIfSection(), labels);
        Windows kept = isRetentionStated
                ? windows
                : windows.keeping(references.reach(windows.size())).keeping(quality.reach(windows.size()));
        checkRedacted(monitor.field("slices"), columns, slices);
        return new Read(
                new Monitor(
                        model,
                        source,
                        columns,
                        slices,
                        kept,
                        future,
                        references,
                        verdicts,
                        detectors,
                        quality,
                        changes,
                        labels),
                WindowsReader.isSizeSound(monitor.field("windows")),
                owners);
    }

    /** What nothing is made of would be missed by nobody. */
    private static void checkLabelled(Section source, LabelRules labels) {
        Field label = source.field("csv").sectionIfSection().field("label");
        if (label.isPresent() && !labels.areThere()) {
            label.fail("is what was true, and the monitor says nothing of labels; add labels: {positive: …}");
        }
    }

    /** The name of a slice is a value of its dimensions. */
    private static void checkRedacted(Field field, ColumnRules columns, Slices slices) {
        slices.groupings().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(columns::redacts)
                .forEach(dimension -> field.fail("groups by " + dimension
                        + ", which columns.redact hides: slices are named by their values; take it out of one"));
    }

    private static String model(Field field) {
        String model = field.requiredText("name the model");
        if (!model.isBlank() && !MODEL.matcher(model).matches()) {
            field.fail("is not a name; write letters, digits, '.', '_' and '-', at most 100");
        }
        return model;
    }

    private static List<List<String>> groupings(Field slices) {
        List<List<String>> groupings = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (Field item : slices.items()) {
            List<String> grouping = item.names();
            if (!grouping.isEmpty() && !seen.add(Set.copyOf(grouping))) {
                item.fail("groups by " + String.join(", ", grouping) + " a second time; keep one");
            } else if (!grouping.isEmpty()) {
                groupings.add(grouping);
            } else if (item.isList() && item.items().isEmpty()) {
                item.fail("names no dimension; the whole (*) is always there");
            }
        }
        return groupings;
    }
}
