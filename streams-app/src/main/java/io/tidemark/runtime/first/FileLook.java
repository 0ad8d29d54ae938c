package io.tidemark.runtime.first;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.FieldPath;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.AvroFile;
import io.tidemark.ingest.CsvRows;
import io.tidemark.ingest.FileFormat;
import io.tidemark.ingest.JsonLinesFile;
import io.tidemark.ingest.TimeShape;
import io.tidemark.runtime.PatientProgress;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.first.Proposal.Form;
import io.tidemark.runtime.first.Proposal.Source;
import io.tidemark.runtime.first.Proposal.SourceLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A first look at a file. Of CSV: its head for the time column, then every row for its time, and some rows from everywhere for all else. 100 MB of
 * gzip take a quarter of a minute; memory does not depend on the file.
 */
public final class FileLook {
    private static final int HEAD = 2_000;
    private static final int EVERY = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path file;
    private final String model;
    private final Progress progress;
    private final Traffic traffic = new Traffic();
    private long rows;
    private long ragged;
    private long raggedLine;
    private long untimed;
    private char delimiter = ',';
    private boolean hasDecimalCommas;

    private FileLook(Path file, String model, Progress progress) {
        this.file = file;
        this.model = model;
        this.progress = new PatientProgress(progress, PATIENCE);
    }

    /**
     * What is proposed for a file.
     *
     * @param model what to call the model
     * @throws WorldFailure if it is neither CSV with a header, JSON lines nor an Avro container file, cannot be read as such, or has no
     *     rows to look at
     */
    public static Proposal at(Path file, String model, Progress progress) {
        return switch (FileFormat.of(file)) {
            case CSV -> new FileLook(file, model, progress).proposal();
            case JSON_LINES -> RecordLook.at(new JsonLinesFile(file), model, progress);
            case AVRO -> RecordLook.at(AvroFile.of(file), model, progress);
        };
    }

    private Proposal proposal() {
        RowSample head =
                DecimalCommas.in(sample(-1, TimeShape.NONE, HEAD), delimiter).pointed();
        if (head.rows().size() < 2) {
            throw new WorldFailure("the file has too few rows to say anything of its columns: file=" + file + ", rows="
                    + head.rows().size() + (ragged > 0 ? ", rows of another length than the header=" + ragged : "")
                    + "; take one of some thousand rows");
        }
        TimeColumn time = TimeColumn.of(head);
        DecimalCommas commas = DecimalCommas.in(sample(time.index(), time.shape(), Long.MAX_VALUE), delimiter);
        RowSample all = commas.pointed();
        RowSample sample = all.dated();
        hasDecimalCommas = commas.isThere();
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < sample.names().size(); i++) {
            facts.add(ColumnLook.at(sample, i));
        }
        List<ColumnPlan> plans = Classification.of(facts, time.index()).stream()
                .map(plan -> plan.role() == Role.MODEL ? plan.as(Role.FEATURE, "a file is one model's") : plan)
                .toList();
        boolean isTimed = time.isThere() && traffic.rows() > 0;
        NeededRows needed = new NeededRows(plans);
        Schedule schedule = isTimed ? Schedule.of(Schedule.Kind.FILE, traffic, needed) : Schedule.UNTIMED;
        List<SliceChoice> slices = SliceChoice.of(plans, schedule.windows(), needed);
        return new Proposal(
                model,
                new FileHeading(file, rows, all.rows().size(), "").lines(traffic),
                source(plans, time, slices),
                plans,
                schedule,
                slices,
                new FileRemarks(traffic, plans, rows).of(ragged(), untimed));
    }

    private String ragged() {
        return ragged == 0
                ? ""
                : Figures.plural(ragged, "row") + " (" + Figures.percent((double) ragged / (rows + ragged))
                        + ", the first in line " + raggedLine
                        + ") have more or fewer fields than the header, and are counted as bad rows."
                        + " A delimiter inside a value needs quotes around it.";
    }

    /** Reads at most so many rows; counts when they came if there is a time column. */
    private RowSample sample(int time, TimeShape shape, long most) {
        try (CsvRows csv = CsvRows.open(file)) {
            csv.readTimes(shape.format(), ZoneOffset.UTC);
            delimiter = csv.delimiter();
            RowSample sample = new RowSample(csv.header());
            untimed = 0;
            while (csv.count() < most && csv.next()) {
                row(csv, time, sample);
                if (csv.count() % EVERY == 0) {
                    progress.at("reading " + file.getFileName(), csv.count(), csv.bytesRead(), csv.totalBytes());
                }
            }
            rows = csv.count();
            ragged = csv.ragged();
            raggedLine = csv.firstRaggedLine();
            return sample;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(CsvRows csv, int time, RowSample sample) {
        long ms = time < 0 ? CsvRows.NO_TIME : csv.timeMs(time);
        if (ms != CsvRows.NO_TIME) {
            traffic.add(ms);
        } else {
            untimed++;
        }
        if (sample.takesNext()) {
            List<String> values = new ArrayList<>(sample.names().size());
            for (int i = 0; i < sample.names().size(); i++) {
                values.add(csv.text(i));
            }
            sample.add(new RowSample.Row(ms == CsvRows.NO_TIME ? RowSample.NO_TIME : ms, values));
        }
    }

    /** By the headers as paths, as a topic of such records is mapped; else, where one is no path or nothing is a time, by the columns' names alone. */
    private Source source(List<ColumnPlan> plans, TimeColumn time, List<SliceChoice> slices) {
        List<SourceLine> lines = new ArrayList<>();
        lines.add(new SourceLine(
                0,
                "topic: " + YamlText.quoted(model + "-events"),
                "what run reads; a replay of the file makes its own"));
        boolean isMapped = time.isThere() && plans.stream().allMatch(plan -> isPath(plan.name()));
        List<SourceLine> csv = isMapped ? new ArrayList<>() : roles(plans, time);
        if (isMapped) {
            lines.addAll(FieldLines.ofHeaders(plans, time, slices));
        }
        csv.addAll(form(plans));
        if (!csv.isEmpty()) {
            lines.add(new SourceLine(0, "csv:", ""));
            lines.addAll(csv);
        }
        return new Source(isMapped ? Form.RECORDS : Form.CSV, lines);
    }

    private static boolean isPath(String header) {
        FieldPath path = FieldMapping.ofHeader(header);
        return path.toString().equals(header) && path.name().equals(header);
    }

    private static List<SourceLine> roles(List<ColumnPlan> plans, TimeColumn time) {
        List<SourceLine> lines = new ArrayList<>();
        if (time.isThere()) {
            lines.add(new SourceLine(
                    2, "time: " + YamlText.quoted(plans.get(time.index()).name()), time.described()));
            lines.addAll(FieldLines.shape(time));
        }
        for (ColumnPlan plan : plans) {
            boolean isRole = !plan.role().key().isEmpty() && plan.role() != Role.TIME && plan.role() != Role.LABEL;
            if (isRole) {
                lines.add(new SourceLine(
                        2,
                        plan.role().key() + ": " + YamlText.quoted(plan.name()),
                        plan.role() == Role.LATENCY ? "in milliseconds" : plan.why()));
            }
        }
        return lines;
    }

    /** How values are written. */
    private List<SourceLine> form(List<ColumnPlan> plans) {
        List<SourceLine> lines = new ArrayList<>();
        TreeSet<String> words = new TreeSet<>();
        plans.forEach(plan -> words.addAll(plan.facts().notNumbers().keySet()));
        if (!words.isEmpty()) {
            List<String> all = new ArrayList<>(List.of("", "NA", "null"));
            all.addAll(words);
            lines.add(new SourceLine(
                    2, "missing: " + YamlText.list(all), "in columns of numbers these stand for no value"));
        }
        if (delimiter != ',') {
            lines.add(new SourceLine(2, "delimiter: " + (delimiter == '\t' ? "tab" : "\"" + delimiter + "\""), ""));
        }
        if (hasDecimalCommas) {
            lines.add(new SourceLine(2, "decimal: \",\"", "3,5 is a number; 3.5 and 1.234,56 are none"));
        }
        return lines;
    }
}
