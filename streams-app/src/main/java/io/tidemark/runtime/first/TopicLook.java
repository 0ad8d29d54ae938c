package io.tidemark.runtime.first;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.first.Proposal.Form;
import io.tidemark.runtime.first.Proposal.Source;
import io.tidemark.runtime.first.Proposal.SourceLine;
import io.tidemark.serde.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A first look at a topic: how its records are written, what their fields are, how many come. */
public final class TopicLook {
    private final Request request;
    private final SchemaSource registry;
    private final RecordReading reading;
    private final TopicSample sample;

    private final ModelChoice models = new ModelChoice();

    private TopicLook(Request request, SchemaSource registry, TopicSample sample) {
        this.request = request;
        this.registry = registry;
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
        FieldSample fields = new FieldSample();
        for (TopicSample.Record message : sample.records()) {
            Optional<Object> read = message.value().length == 0 ? Optional.empty() : reading.message(message.value());
            if (read.isPresent() && fields.takesNext()) {
                add(RecordReading.texts(read.get()), message.timeMs(), fields);
            }
        }
        RowSample rows = fields.rows();
        if (fields.size() < 2 || rows.names().isEmpty()) {
            throw new WorldFailure("the topic has too few records that can be read: topic=" + request.topic()
                    + ", records=" + sample.records().size() + ", read=" + fields.size() + why());
        }
        TimeColumn time = reading.isCanonical() ? TimeColumn.NONE : TimeColumn.of(rows);
        List<ColumnPlan> plans = RecordPlans.of(fields, time.isThere() ? fields.rows(time) : rows, time);
        TopicTimes times = times(rows, time);
        NeededRows needed = new NeededRows(plans);
        Schedule schedule = Schedule.ofTopic(times.traffic(), sample.kept(), needed);
        List<SliceChoice> slices = SliceChoice.of(plans, schedule.windows(), needed);
        String name = models.choose(request.model(), plans);
        return new Proposal(
                name,
                heading(name, times),
                new Source(Form.RECORDS, source(plans, time, slices)),
                plans,
                schedule,
                slices,
                remarks(plans, fields, times));
    }

    /** A second look at the records: which field holds the times is known by now. */
    private TopicTimes times(RowSample rows, TimeColumn time) {
        RecordTimes times = time.isThere()
                ? RecordTimes.of(rows.names().get(time.index()), time.shape())
                : reading.isCanonical() ? RecordTimes.OWN : RecordTimes.NONE;
        return TopicTimes.of(sample.records(), new RecordReading(registry, request.schema()), times);
    }

    private void add(Map<String, String> texts, long timeMs, FieldSample fields) {
        if (reading.isCanonical()) {
            models.count(OwnEvent.model(texts));
            fields.add(OwnEvent.timeMs(texts), OwnEvent.values(texts));
        } else {
            fields.add(timeMs, texts);
        }
    }

    private String why() {
        return reading.failures().isEmpty() ? "" : "; not read: " + reading.failures();
    }

    private List<String> heading(String name, TopicTimes times) {
        return List.of(
                "The line above is for editors, which complete and check this file: tidemark validate --schema > monitors.schema.json",
                "A first proposal by tidemark init, of the topic " + request.topic() + ": "
                        + Figures.plural(sample.partitions(), "partition")
                        + ", about " + Figures.plural(sample.kept(), "record") + times.words() + "; "
                        + Figures.plural(reading.read(), "record")
                        + " from beginning, middle and end of each were looked at: "
                        + reading.words()
                        + ".",
                "Read it and correct it; then: tidemark run --config THIS -b SERVERS --application-id " + name,
                "(an id of its own, which alerts, dlq, gate and all others that ask it take too).");
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
        lines.addAll(FieldLines.of(plans, time, slices));
        return lines;
    }

    private List<String> remarks(List<ColumnPlan> plans, FieldSample fields, TopicTimes times) {
        List<String> remarks = new ArrayList<>();
        reading.failures()
                .forEach((why, count) ->
                        remarks.add(Figures.plural(count, "record") + " could not be read: " + why + "."));
        if (sample.empty() > 0) {
            remarks.add(
                    sample.empty() + " of " + sample.partitions()
                            + " partitions hold no records: windows wait for silent partitions no longer than windows.idleAfter.");
        }
        long nothing = sample.records().stream()
                .filter(message -> message.value().length == 0)
                .count();
        if (nothing > 0) {
            remarks.add(Figures.plural(nothing, "record") + " could not be read: no value.");
        }
        remarks.addAll(times.remarks());
        remarks.addAll(RecordPlans.remarks(fields));
        remarks.addAll(new FileRemarks(times.traffic(), plans, reading.read()).ofDays());
        remarks.addAll(ModelChoice.remarks("the topic", plans));
        return remarks;
    }
}
