package io.tidemark.runtime.first;

import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.AvroFile;
import io.tidemark.ingest.RecordFile;
import io.tidemark.runtime.PatientProgress;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.first.Proposal.Form;
import io.tidemark.runtime.first.Proposal.Source;
import io.tidemark.runtime.first.Proposal.SourceLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A first look at a file of records, JSON lines or Avro: its head for the time's field, then every record for its time, and some from
 * everywhere for all else, by the paths that a topic of such records is mapped with.
 */
final class RecordLook {
    private static final int HEAD = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RecordFile file;
    private final String model;
    private final Progress progress;

    private RecordLook(RecordFile file, String model, Progress progress) {
        this.file = file;
        this.model = model;
        this.progress = new PatientProgress(progress, PATIENCE);
    }

    /**
     * What is proposed for it.
     *
     * @param model what to call the model, unless the records do
     * @throws WorldFailure if hardly any of its records can be read
     */
    static Proposal at(RecordFile file, String model, Progress progress) {
        return new RecordLook(file, model, progress).proposal();
    }

    private Proposal proposal() {
        RecordPass head = RecordPass.of(file, RecordTimes.NONE, HEAD, progress);
        if (head.records() < 2 || head.sample().rows().names().isEmpty()) {
            throw tooFew(head);
        }
        boolean isOwn = head.reading().isCanonical();
        TimeColumn time = isOwn ? TimeColumn.NONE : TimeColumn.of(head.sample().rows());
        RecordTimes times = time.isThere()
                ? RecordTimes.of(head.sample().rows().names().get(time.index()), time.shape())
                : isOwn ? RecordTimes.OWN : RecordTimes.NONE;
        RecordPass all = RecordPass.of(file, times, Long.MAX_VALUE, progress);
        RowSample rows = all.sample().rows();
        TimeColumn timed = time.isThere() ? time.in(rows.names(), times.path()) : time;
        return proposal(all, timed, RecordPlans.of(all.sample(), rows, timed));
    }

    private WorldFailure tooFew(RecordPass head) {
        String broken = head.broken();
        return new WorldFailure("the file has too few records to say anything of its fields: file=" + file.path()
                + ", records=" + head.records()
                + (broken.isEmpty() ? "" : "; " + broken.substring(0, broken.length() - 1))
                + "; take one of some thousand, of JSON an object a line");
    }

    private Proposal proposal(RecordPass all, TimeColumn time, List<ColumnPlan> plans) {
        NeededRows needed = new NeededRows(plans);
        Schedule schedule =
                all.traffic().rows() > 0 ? Schedule.of(Schedule.Kind.FILE, all.traffic(), needed) : Schedule.UNTIMED;
        List<SliceChoice> slices = SliceChoice.of(plans, schedule.windows(), needed);
        String name = all.models().choose(model, plans);
        return new Proposal(
                name,
                new FileHeading(
                                file.path(),
                                all.records(),
                                all.sample().rows().rows().size(),
                                String.join(", ", all.reading().forms().keySet()))
                        .lines(all.traffic()),
                new Source(Form.RECORDS, source(name, all, FieldLines.of(plans, time, slices))),
                plans,
                schedule,
                slices,
                remarks(all, plans));
    }

    private List<SourceLine> source(String name, RecordPass all, List<SourceLine> fields) {
        List<SourceLine> lines = new ArrayList<>();
        lines.add(new SourceLine(
                0,
                "topic: " + YamlText.quoted(name + "-events"),
                "what run reads; a replay of the file makes its own"));
        lines.add(
                file instanceof AvroFile
                        ? new SourceLine(
                                0,
                                "format: avro",
                                "of a topic: Confluent's wire format; without it add schema: FILE.avsc")
                        : new SourceLine(0, "format: json", ""));
        if (!all.reading().isCanonical()) {
            lines.addAll(fields);
        }
        return lines;
    }

    private List<String> remarks(RecordPass all, List<ColumnPlan> plans) {
        FileRemarks file = new FileRemarks(all.traffic(), plans, all.records());
        List<String> remarks = new ArrayList<>();
        if (all.traffic().rows() == 0) {
            remarks.add(
                    "no field says when a record came: replay cannot read this file, because readings are of windows of event time."
                            + " Name the field if there is one, or add one and run init again. On a Kafka topic each record has the time of the record,"
                            + " and run works.");
        }
        remarks.addAll(file.ofTimes(all.untimed()));
        if (!all.broken().isEmpty()) {
            remarks.add(all.broken());
        }
        remarks.addAll(RecordPlans.remarks(all.sample()));
        remarks.addAll(file.ofDays());
        remarks.addAll(ModelChoice.remarks("the file", plans));
        remarks.addAll(file.ofNothing());
        return remarks;
    }
}
