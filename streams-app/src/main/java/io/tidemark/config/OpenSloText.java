package io.tidemark.config;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of a file as OpenSLO documents, and ours beside them, that are read again to the same SLOs: presets are written out,
 * references to indicators followed, and an SLO of several objectives is one each; what is promised of training runs stays as it is, for
 * OpenSLO has no such thing. Monitors are left out.
 */
public final class OpenSloText {
    /** What is inside others once references are followed. */
    private static final Set<ObjectKind> INSIDE = EnumSet.of(ObjectKind.SLO, ObjectKind.PRESET, ObjectKind.SLI);

    private OpenSloText() {}

    /**
     * Of a file.
     *
     * @param only the name of the only SLO that is printed; empty for all
     * @throws InvalidMonitorFile with everything that is wrong with it
     */
    public static String of(Path file, LocalDate today, String only) {
        return of(String.valueOf(file.getFileName()), MonitorFileReader.text(file), today, only);
    }

    /** As {@link #of(Path, LocalDate, String)}, of a text. */
    static String of(String name, String text, LocalDate today, String only) {
        MonitorFile file = MonitorFileReader.parseAny(name, text, today);
        Report unheard = new Report(name);
        Documents documents = Documents.sort(Templates.applied(YamlReader.documents(text, unheard), unheard), unheard);
        List<MonitorReader.Read> monitors = new ArrayList<>();
        documents.monitors().forEach(document -> monitors.addAll(document.sections("monitors", MonitorReader::read)));
        SloLinks links = new SloLinks(documents.objects(), unheard);
        List<String> written = new ArrayList<>();
        List<SloObject> ofRuns = documents.objects().stream()
                .filter(object -> SloFileReader.isOfRuns(object, unheard))
                .toList();
        List<SloObject> ofWindows = new ArrayList<>(documents.objects());
        ofWindows.removeAll(ofRuns);
        for (SloObject object : SloFileReader.written(ofWindows, links, monitors)) {
            if (only.isEmpty() || object.name().equals(only)) {
                written.add(Yaml.document(sliced(object, file)));
            }
        }
        documents.objects().stream()
                .filter(object -> !INSIDE.contains(object.kind()) || ofRuns.contains(object))
                .forEach(object -> written.add(Yaml.document(object.node())));
        return String.join("---\n", written);
    }

    /** With the slices of time that the model's windows are, which no monitor says any more; what is promised of training runs has none. */
    private static YamlNode.Mapping sliced(SloObject object, MonitorFile file) {
        Optional<Goal> sliced = file.slos().stream()
                .filter(spec -> spec.name().equals(object.name()))
                .map(SloSpec::goal)
                .filter(goal -> goal.method() != Goal.Method.OCCURRENCES)
                .findFirst();
        if (sliced.isEmpty()
                || !(object.node().entries().get("spec") instanceof YamlNode.Mapping spec)
                || !(spec.entries().get("objectives") instanceof YamlNode.Sequence objectives)
                || !(objectives.items().get(0) instanceof YamlNode.Mapping objective)) {
            return object.node();
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>(objective.entries());
        entries.putIfAbsent(
                "timeSliceWindow",
                Yaml.text(objective.line(), DurationText.of(sliced.get().timeSlice())));
        YamlNode list = Yaml.list(objective.line(), YamlNode.Mapping.of(objective.line(), entries));
        return SloObject.with(object.node(), Map.of("spec", SloObject.with(spec, Map.of("objectives", list))));
    }
}
