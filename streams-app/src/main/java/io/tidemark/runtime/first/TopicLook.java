package io.tidemark.runtime.first;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.first.Proposal.Form;
import io.tidemark.runtime.first.Proposal.Source;
import io.tidemark.runtime.first.Proposal.SourceLine;
import io.tidemark.runtime.first.RowSample.Row;
import io.tidemark.serde.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A first look at a topic: how its records are written, what their fields are, how many come. */
public final class TopicLook {
    /** One time of so many may lie far off at either end. */
    private static final int ODD = 200;

    private final Request request;
    private final RecordReading reading;
    private final TopicSample sample;

    private final ModelChoice models = new ModelChoice();

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
        FieldSample fields = new FieldSample();
        for (TopicSample.Record message : sample.records()) {
            Map<String, String> texts = message.value().length == 0 ? Map.of() : reading.read(message.value());
            if (!texts.isEmpty() && fields.takesNext()) {
                add(texts, message.timeMs(), fields);
            }
        }
        if (fields.size() < 2) {
            throw new WorldFailure("the topic has too few records that can be read: topic=" + request.topic()
                    + ", records=" + sample.records().size() + ", read=" + fields.size() + why());
        }
        RowSample rows = fields.rows();
        TimeColumn time = TimeColumn.of(rows);
        RowSample timed = time.isThere() ? fields.rows(time) : rows;
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < timed.names().size(); i++) {
            facts.add(ColumnLook.at(timed, i));
        }
        List<ColumnPlan> plans = ModelChoice.sound(Classification.of(facts, time.index()));
        NeededRows needed = new NeededRows(plans);
        Schedule schedule = schedule(needed, timed);
        List<SliceChoice> slices = SliceChoice.of(plans, schedule.windows(), needed);
        return new Proposal(
                models.choose(request.model(), plans),
                heading(fields.size()),
                new Source(Form.RECORDS, source(plans, time, slices)),
                plans,
                schedule,
                slices,
                remarks(plans));
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

    private List<String> heading(int read) {
        return List.of(
                "The line above is for editors, which complete and check this file: tidemark validate --schema > monitors.schema.json",
                "A first proposal by tidemark init, of the topic " + request.topic() + ": "
                        + Figures.plural(sample.partitions(), "partition")
                        + ", about " + Figures.plural(sample.kept(), "record") + " from "
                        + Figures.time(sample.firstMs()) + " to "
                        + Figures.time(sample.lastMs()) + "; " + Figures.plural(read, "record")
                        + " from beginning, middle and end of each were looked at: "
                        + reading.words()
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
        lines.addAll(FieldLines.of(plans, time, slices));
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
        remarks.addAll(ModelChoice.remarks("the topic", plans));
        return remarks;
    }
}
