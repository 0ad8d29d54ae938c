package io.tidemark.runtime;

import io.tidemark.config.ColumnRules;
import io.tidemark.config.CsvMapping;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.config.ReferenceRule;
import io.tidemark.config.References;
import io.tidemark.config.Slices;
import io.tidemark.config.Source;
import io.tidemark.config.Tolerances;
import io.tidemark.config.VerdictRules;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.TimeWindow;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.stats.ColumnKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Monitors as a comparison of two files needs them. */
public final class ComparedMonitor {
    private ComparedMonitor() {}

    /** The monitor of files of which nothing is known: every column is measured, none is a time; windows are as usual. */
    public static Monitor plain(Tolerances tolerances) {
        Monitor usual = MonitorFileReader.parse("compare", "monitors: [{model: compare, source: {topic: compare}}]")
                .monitor("compare");
        return with(
                usual,
                CsvMapping.PLAIN,
                usual.columns(),
                usual.references(),
                new VerdictRules(usual.verdicts().falseAlarms(), tolerances));
    }

    /** The monitor with other tolerances. */
    public static Monitor with(Tolerances tolerances, Monitor monitor) {
        return with(
                monitor,
                monitor.source().csv(),
                monitor.columns(),
                monitor.references(),
                new VerdictRules(monitor.verdicts().falseAlarms(), tolerances));
    }

    /** Without anything that speaks of columns: for a first look at a header. */
    static Monitor bare(Monitor monitor) {
        CsvMapping csv = monitor.source().csv();
        CsvMapping plain = new CsvMapping(
                "",
                csv.timeFormat(),
                csv.timeZone(),
                "",
                "",
                "",
                "",
                "",
                "",
                csv.missing(),
                csv.delimiter(),
                csv.decimal());
        ColumnRules all = new ColumnRules(List.of(), List.of(), Map.of(), Map.of(), Map.of());
        return with(monitor, plain, all, monitor.references(), monitor.verdicts());
    }

    /** With those roles only whose columns are in both files; what is known of requests is compared like a feature. */
    static Monitor withRolesOf(CsvSchema reference, CsvSchema current, Monitor monitor) {
        Set<String> both = new HashSet<>(reference.header());
        both.retainAll(current.header());
        CsvMapping csv = monitor.source().csv();
        CsvMapping mapping = new CsvMapping(
                role(csv.time(), both),
                csv.timeFormat(),
                csv.timeZone(),
                role(csv.id(), both),
                role(csv.version(), both),
                role(csv.prediction(), both),
                role(csv.score(), both),
                "",
                "",
                csv.missing(),
                csv.delimiter(),
                csv.decimal());
        return with(monitor, mapping, hidingRequests(monitor), monitor.references(), monitor.verdicts());
    }

    /** What is hidden under the name that it is measured by in a stream is hidden under the file's own. */
    private static ColumnRules hidingRequests(Monitor monitor) {
        ColumnRules rules = monitor.columns();
        List<String> redact = new ArrayList<>(rules.redact());
        for (ReservedColumn role : ReservedColumn.values()) {
            String column = monitor.source().csv().of(role);
            if (role.isOfRequest() && !column.isEmpty() && monitor.redacts(role.column())) {
                redact.add(column);
            }
        }
        return new ColumnRules(
                        rules.include(), rules.exclude(), rules.kinds(), rules.patterns(), rules.allowed(), redact)
                .with(rules.hash());
    }

    private static String role(String column, Set<String> header) {
        return header.contains(column) ? column : "";
    }

    /** Measuring those columns of a file only, of the kinds that are known. */
    static Monitor measuring(List<String> columns, Map<String, ColumnKind> kinds, CsvSchema file, Monitor monitor) {
        CsvMapping csv = monitor.source().csv();
        List<String> others = new ArrayList<>(file.header());
        others.removeAll(new HashSet<>(columns));
        others.removeAll(List.of(csv.time(), csv.id(), csv.version()));
        ColumnRules rules = monitor.columns();
        Map<String, ColumnKind> declared = new HashMap<>(rules.kinds());
        declared.putAll(kinds);
        declared.keySet().removeIf(name -> !isOf(name, columns));
        var allowed = new HashMap<>(rules.allowed());
        allowed.keySet().removeIf(name -> !isOf(name, columns));
        var patterns = new HashMap<>(rules.patterns());
        patterns.keySet().retainAll(columns);
        ColumnRules measured = new ColumnRules(List.of(), others, declared, patterns, allowed, redacted(file, monitor))
                .with(rules.hash().among(file.header()));
        return with(monitor, csv, measured, monitor.references(), monitor.verdicts());
    }

    /** The columns of a file whose values are never shown, each by its name there; some may be in the other file only. */
    private static List<String> redacted(CsvSchema file, Monitor monitor) {
        CsvMapping csv = monitor.source().csv();
        return file.header().stream()
                .filter(name -> monitor.columns().redacts(name)
                        || (name.equals(csv.prediction()) && monitor.redacts(ReservedColumn.PREDICTION.column()))
                        || (name.equals(csv.score()) && monitor.redacts(ReservedColumn.SCORE.column())))
                .toList();
    }

    /** Whether a rule speaks of one of these columns, or of one that is derived of it. */
    private static boolean isOf(String name, List<String> columns) {
        return columns.contains(DerivedColumn.owner(name, columns));
    }

    /** With a range of event time as its reference. */
    static Monitor over(TimeWindow range, Monitor monitor) {
        References references = new References(
                new ReferenceRule.Pinned(Instant.ofEpochMilli(range.startMs()), Instant.ofEpochMilli(range.endMs())),
                List.of());
        return with(monitor, monitor.source().csv(), monitor.columns(), references, monitor.verdicts());
    }

    private static Monitor with(
            Monitor monitor, CsvMapping csv, ColumnRules columns, References references, VerdictRules verdicts) {
        return new Monitor(
                monitor.model(),
                new Source(monitor.source().topic(), csv),
                columns,
                new Slices(List.of(), 1),
                monitor.windows(),
                monitor.future(),
                references,
                verdicts,
                List.of());
    }
}
