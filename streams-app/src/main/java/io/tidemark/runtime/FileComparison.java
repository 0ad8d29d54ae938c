package io.tidemark.runtime;

import io.tidemark.compare.ColumnJudge;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.compare.Comparison;
import io.tidemark.compare.Comparison.Precision;
import io.tidemark.compare.MultipleTests;
import io.tidemark.config.Monitor;
import io.tidemark.domain.DerivedColumn;
import io.tidemark.domain.Reference;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.CsvSchema;
import io.tidemark.ingest.FileFormat;
import io.tidemark.pin.Pin;
import io.tidemark.profile.ProfileRules;
import io.tidemark.serde.Registry;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.topology.MonitorRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Compares two files: the reference is pinned in two passes, the other is counted on its cells in one, and every column is judged as a window of the
 * stream is. Exact comparisons read both files once more, and keep what they read.
 */
public final class FileComparison {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Request request;
    private final Progress progress;
    private final Registry registry = new Registry("mock://compare");

    private FileComparison(Request request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * What is to be compared.
     *
     * @param reference CSV, gzip or not
     * @param current the same
     * @param monitor says what the columns are; {@link ComparedMonitor#plain} where nobody does
     * @param columns names or patterns; none: all
     * @param precision how numbers are measured
     * @param falseAlarms how many of such comparisons may have a BAD although nothing changed, in (0, 1)
     */
    public record Request(
            Path reference,
            Path current,
            Monitor monitor,
            List<String> columns,
            Precision precision,
            double falseAlarms) {
        public Request {
            columns = List.copyOf(columns);
            if (!(falseAlarms > 0 && falseAlarms < 1)) {
                throw new IllegalArgumentException("false alarms must be in (0, 1): falseAlarms=" + falseAlarms);
            }
        }
    }

    /**
     * Compares.
     *
     * @param progress is told of work that takes more than two seconds
     * @throws WorldFailure if a file cannot be read, has no header, the reference has no rows, the files have no column in common, or a column that was
     *     asked for is in neither
     */
    public static Comparison run(Request request, Progress progress) {
        return new FileComparison(request, new PatientProgress(progress, PATIENCE)).run();
    }

    private static void requireCsv(Path file) {
        FileFormat format = FileFormat.of(file);
        if (format != FileFormat.CSV) {
            throw new WorldFailure("only CSV files are compared: file=" + file + " is "
                    + (format == FileFormat.AVRO ? "Avro" : "JSON lines") + "; write it as CSV, or replay it");
        }
    }

    private Comparison run() {
        requireCsv(request.reference());
        requireCsv(request.current());
        Monitor bare = ComparedMonitor.bare(request.monitor());
        CsvSchema header = CsvSchema.infer(request.reference(), bare);
        CsvSchema currentHeader = CsvSchema.infer(request.current(), bare);
        Monitor monitor = ComparedMonitor.withRolesOf(header, currentHeader, request.monitor());
        SharedColumns columns = SharedColumns.of(header, currentHeader, monitor, request.columns());
        ComparedFile reference =
                open(request.reference(), ComparedMonitor.measuring(columns.both(), Map.of(), header, monitor));
        Map<String, ColumnKind> kinds = new HashMap<>();
        reference.input().schema().columns().forEach(column -> kinds.put(column.name(), column.kind()));
        ComparedFile current =
                open(request.current(), ComparedMonitor.measuring(columns.both(), kinds, currentHeader, monitor));
        return judged(reference, current, columns);
    }

    private ComparedFile open(Path path, Monitor monitor) {
        return ComparedFile.open(
                path, monitor, registry, new FileLines("reading " + path.getFileName(), monitor, progress));
    }

    private Comparison judged(ComparedFile reference, ComparedFile current, SharedColumns columns) {
        Pin pin = reference.input().pin(reference.lines());
        Reference before = whole(pin.references());
        List<Reference> counted = current.input().count(pin.era().grids(), current.lines());
        SortedMap<String, Grid> grids = pin.era().grids();
        Set<String> derived = DerivedColumn.of(grids);
        List<Compared> compared = new ArrayList<>();
        for (String name : measured(columns, reference, grids)) {
            Grid grid = grid(name, grids);
            ColumnReference counts = before.columns().getOrDefault(name, empty(grid));
            compared.add(new Compared(name, grid, counts, countsOf(name, grid, counted)));
        }
        RawColumns raw = raw(compared, reference, current);
        Comparison.Budget budget = budget(compared, reference, current);
        ColumnJudge judge = new ColumnJudge(
                MonitorRules.assess(reference.input().monitor(), 0).tolerances(),
                reference.input().monitor()::redacts,
                budget,
                compared.size());
        List<ComparedColumn> judged = compared.stream()
                .map(column -> (derived.contains(column.name()) ? RawColumns.none() : raw).judged(judge, column))
                .toList();
        return new Comparison(
                reference.rows(),
                current.rows(),
                request.precision(),
                budget,
                judged,
                columns.added(),
                columns.removed(),
                MultipleTests.of(judged));
    }

    /** Each column, and behind it those that are derived of it; a feature that bears such a name is none of its own. */
    private static Set<String> measured(SharedColumns columns, ComparedFile reference, SortedMap<String, Grid> grids) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> derived = DerivedColumn.of(grids);
        for (String column : columns.both()) {
            String name = reference.measuredAs(column);
            if (!derived.contains(name)) {
                names.add(name);
                names.addAll(DerivedColumn.of(name, grid(name, grids)));
            }
        }
        return names;
    }

    private RawColumns raw(List<Compared> columns, ComparedFile reference, ComparedFile current) {
        Set<String> numbers = new HashSet<>();
        columns.stream()
                .filter(column -> column.grid() instanceof NumberGrid)
                .forEach(column -> numbers.add(column.name()));
        return request.precision() == Precision.EXACT
                ? RawColumns.read(reference, current, numbers)
                : RawColumns.none();
    }

    private static Reference whole(List<Reference> references) {
        return references.stream()
                .filter(reference -> reference.scope().isWhole())
                .findFirst()
                .orElseThrow();
    }

    private static Grid grid(String name, SortedMap<String, Grid> grids) {
        Grid grid = grids.get(name);
        if (grid == null) {
            throw new WorldFailure("a column cannot be measured: column=" + name + "; names have at most "
                    + ProfileRules.LONGEST_NAME + " bytes, files 10,000 columns; choose others with --column");
        }
        return grid;
    }

    private static ColumnReference empty(Grid grid) {
        return new ColumnReference(new Counts(grid.id(), grid.cells()), Dispersion.unknown(0));
    }

    private static Counts countsOf(String name, Grid grid, List<Reference> counted) {
        return counted.isEmpty()
                ? empty(grid).counts()
                : whole(counted).columns().getOrDefault(name, empty(grid)).counts();
    }

    private Comparison.Budget budget(List<Compared> columns, ComparedFile reference, ComparedFile current) {
        int windows = reference.isTimed() ? Comparison.Budget.windows(columns) : 0;
        long windowMs = current.input().monitor().windows().size().toMillis();
        return Comparison.Budget.of(
                request.falseAlarms(),
                columns,
                windows,
                -Math.floorDiv(-current.range().lengthMs(), windowMs));
    }
}
