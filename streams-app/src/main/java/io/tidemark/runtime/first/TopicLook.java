package io.tidemark.runtime.first;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TimeShape;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.first.ColumnFacts.Count;
import io.tidemark.runtime.first.Proposal.SourceLine;
import io.tidemark.runtime.first.RowSample.Row;
import io.tidemark.serde.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A first look at a topic: how its records are written, what their fields are, how many come. */
public final class TopicLook {
    private static final int MOST_NAMES = 1_000;

    /** One time of so many may lie far off at either end. */
    private static final int ODD = 200;

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String RECORD_TIME = "$timestamp";
    private static final String FEATURES = "features.";
    private static final String DIMENSIONS = "dimensions.";

    private final Request request;
    private final RecordReading reading;
    private final TopicSample sample;

    /** Of Tidemark's own events: records by model. */
    private final Map<String, Integer> ownModels = new TreeMap<>();

    private TopicLook(Request request, SchemaSource registry, TopicSample sample) {
        this.request = request;
        this.reading = new RecordReading(registry, request.schema());
        this.sample = sample;
    }

    /**
     * What is looked at.
     *
     * @param topic its name
     * @param model what to call the model
     * @param schema the schema of bare Avro, as JSON; empty if none is given
     * @param schemaFile its file, from the directory of the monitor file; empty if none is given
     */
    public record Request(String topic, String model, String schema, String schemaFile) {}

    /**
     * What is proposed for a topic.
     *
     * @param settings of the cluster and the registry; {@code mock://…} knows our own events only
     * @throws WorldFailure if there is no such topic, nothing is in it, or none of it can be read
     */
    public static Proposal at(Request request, AppSettings settings) {
        Registry registry = settings.openRegistry();
        registry.registerEvents(Set.of(request.topic()));
        Map<String, Object> clients = new HashMap<>(settings.kafka());
        clients.put("bootstrap.servers", settings.bootstrapServers());
        return new TopicLook(request, registry, TopicSample.of(request.topic(), clients)).proposal();
    }

    private Proposal proposal() {
        List<Map<String, String>> values = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (TopicSample.Record message : sample.records()) {
            Map<String, String> texts = message.value().length == 0 ? Map.of() : reading.read(message.value());
            if (!texts.isEmpty() && reading.isCanonical()) {
                ownModels.merge(texts.getOrDefault("model", ""), 1, Integer::sum);
                values.add(canonical(texts));
                times.add(TimeShape.NONE.timeMs(texts.getOrDefault("eventTime", "")));
            } else if (!texts.isEmpty()) {
                values.add(texts);
                times.add(message.timeMs());
            }
        }
        if (values.size() < 2) {
            throw new WorldFailure("the topic has too few records that can be read: topic=" + request.topic()
                    + ", records=" + sample.records().size() + ", read=" + values.size() + why());
        }
        RowSample rows = rows(values, times, -1, TimeShape.NONE);
        TimeColumn time = TimeColumn.of(rows);
        RowSample timed = rows(values, times, time.index(), time.shape());
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < timed.names().size(); i++) {
            facts.add(ColumnLook.at(timed, i));
        }
        List<ColumnPlan> plans = Classification.of(facts, time.index());
        NeededRows needed = new NeededRows(plans);
        Schedule schedule = schedule(needed, time.isThere() ? timed : rows);
        List<SliceChoice> slices = SliceChoice.of(plans, schedule.windows(), needed);
        return new Proposal(
                model(plans),
                heading(values.size()),
                source(plans, time, slices),
                plans,
                schedule,
                slices,
                remarks(plans));
    }

    /** Of Tidemark's own events features and dimensions, by their own names; the rest is read as what it is. */
    private static Map<String, String> canonical(Map<String, String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            if (path.startsWith(FEATURES) || path.startsWith(DIMENSIONS)) {
                values.put(path.substring(path.indexOf('.') + 1), text);
            }
        });
        return values;
    }

    private String why() {
        return reading.failures().isEmpty() ? "" : "; not read: " + reading.failures();
    }

    /** All by the time of the record, or all by the field that was found. */
    private static RowSample rows(List<Map<String, String>> values, List<Long> times, int time, TimeShape shape) {
        Set<String> names = new LinkedHashSet<>();
        for (Map<String, String> texts : values) {
            texts.keySet().stream().filter(name -> names.size() < MOST_NAMES).forEach(names::add);
        }
        RowSample rows = new RowSample(List.copyOf(names));
        for (int i = 0; i < values.size(); i++) {
            Map<String, String> texts = values.get(i);
            List<String> row = names.stream()
                    .map(name -> texts.getOrDefault(name, "").strip())
                    .toList();
            long ms = time < 0 ? times.get(i) : shape.timeMs(row.get(time));
            if (rows.takesNext()) {
                rows.add(new Row(ms, row));
            }
        }
        return rows;
    }

    /** By the events' own times, which a backlog that was loaded in a minute has too; without the odd one that lies far off. */
    private Schedule schedule(NeededRows needed, RowSample timed) {
        long[] times = timed.rows().stream()
                .mapToLong(Row::timeMs)
                .filter(ms -> ms > 0)
                .sorted()
                .toArray();
        long spanMs = times.length < 2
                ? sample.lastMs() - sample.firstMs()
                : times[times.length - 1 - times.length / ODD] - times[times.length / ODD];
        double hours = Math.max(1.0 / 60, spanMs / 3_600_000.0);
        return Schedule.ofRate(sample.kept() / hours, needed);
    }

    private Stream<String> mostFrequentFirst() {
        return ownModels.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey);
    }

    /** A topic's monitor is called as the events call its model: as the most frequent one, where there are several. */
    private String model(List<ColumnPlan> plans) {
        List<String> named = Stream.concat(
                        mostFrequentFirst(),
                        plans.stream()
                                .filter(plan -> plan.role() == Role.MODEL)
                                .flatMap(plan -> plan.facts().top().stream())
                                .map(Count::value))
                .filter(name -> MODEL.matcher(name).matches())
                .toList();
        return named.isEmpty() || named.contains(request.model()) ? request.model() : named.get(0);
    }

    private List<String> heading(int read) {
        return List.of(
                "The line above is for editors, which complete and check this file: tidemark validate --schema > monitors.schema.json",
                "A first proposal by tidemark init, of the topic " + request.topic() + ": "
                        + Figures.plural(sample.partitions(), "partition")
                        + ", about " + Figures.plural(sample.kept(), "record") + " from "
                        + Figures.time(sample.firstMs()) + " to "
                        + Figures.time(sample.lastMs()) + "; " + Figures.plural(read, "record")
                        + " from beginning, middle and end of each were looked at: "
                        + String.join(
                                ", ",
                                reading.forms().entrySet().stream()
                                        .map(form -> form.getKey() + " " + Figures.count(form.getValue()))
                                        .toList())
                        + ".",
                "Read it and correct it; then: tidemark run --config THIS -b SERVERS");
    }

    private List<SourceLine> source(List<ColumnPlan> plans, TimeColumn time, List<SliceChoice> slices) {
        List<SourceLine> lines = new ArrayList<>();
        lines.add(new SourceLine(
                0,
                "topic: " + YamlText.quoted(request.topic()),
                reading.isCanonical() ? "Tidemark's own events: nothing to map" : ""));
        if (reading.isJson()) {
            lines.add(new SourceLine(0, "format: json", ""));
        }
        if (!request.schemaFile().isEmpty()) {
            lines.add(new SourceLine(
                    0, "schema: " + YamlText.quoted(request.schemaFile()), "from this file's directory"));
        }
        if (reading.isCanonical()) {
            return lines;
        }
        lines.add(new SourceLine(0, "fields:", "paths into the record; all others are features"));
        lines.add(new SourceLine(
                2,
                "time: "
                        + (time.isThere()
                                ? YamlText.quoted(plans.get(time.index()).name())
                                : RECORD_TIME),
                time.isThere() ? "" : "no field holds times: the time that the record has in Kafka"));
        if (time.isThere() && !time.shape().word().equals("auto")) {
            lines.add(new SourceLine(
                    2, "timeFormat: " + YamlText.quoted(time.shape().word()), ""));
        }
        plans.stream()
                .filter(plan -> !plan.role().key().isEmpty() && plan.role() != Role.TIME)
                .forEach(plan -> lines.add(new SourceLine(
                        2,
                        plan.role().key() + ": " + YamlText.quoted(plan.name()),
                        plan.role() == Role.LATENCY ? "in milliseconds" : plan.why())));
        List<SliceChoice> dimensions = slices.stream()
                .filter(choice -> choice.plan().role() == Role.FEATURE)
                .toList();
        if (!dimensions.isEmpty()) {
            lines.add(new SourceLine(2, "dimensions:", "what slices can be made of, by name"));
            dimensions.forEach(choice -> lines.add(new SourceLine(
                    4,
                    YamlText.quoted(choice.name()) + ": "
                            + YamlText.quoted(choice.plan().name()),
                    "")));
        }
        return lines;
    }

    private List<String> remarks(List<ColumnPlan> plans) {
        List<String> remarks = new ArrayList<>();
        reading.failures()
                .forEach((why, count) ->
                        remarks.add(Figures.plural(count, "record") + " could not be read: " + why + "."));
        if (sample.empty() > 0) {
            remarks.add(
                    sample.empty() + " of " + sample.partitions()
                            + " partitions hold no records: windows wait for silent partitions no longer than windows.idleAfter.");
        }
        plans.stream()
                .filter(plan -> plan.role() == Role.MODEL)
                .findFirst()
                .ifPresent(plan -> remarks.add("the topic carries "
                        + Figures.plural(plan.facts().distinct(), "model") + " (" + Figures.values(plan.facts())
                        + "): the monitor's name has to be one of them; copy it for each other one."));
        return remarks;
    }
}
