package io.tidemark.config;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.ReservedColumn;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one model is watched.
 *
 * @param model the model's name, unique in the file
 * @param source where its events come from
 * @param columns which columns are measured, and what is known of them
 * @param slices the groups that are measured beside the whole
 * @param windows lengths and waits, in event time unless said otherwise
 * @param future how far ahead of the clock an event may be dated; further ahead it is a bad record
 * @param references what each column's windows are compared with
 * @param verdicts what counts as a change, and how often a false alarm may be raised
 * @param detectors the early detectors beside the windows; none as a rule
 * @param quality what is stated of the data in itself
 * @param changes what is expected of its changes
 * @param labels how its predictions are graded
 */
public record Monitor(
        String model,
        Source source,
        ColumnRules columns,
        Slices slices,
        Windows windows,
        Duration future,
        References references,
        VerdictRules verdicts,
        List<DetectorRule> detectors,
        QualitySpec quality,
        ChangesSpec changes,
        LabelRules labels) {
    /** A monitor of predictions that no labels come for. */
    public Monitor(
            String model,
            Source source,
            ColumnRules columns,
            Slices slices,
            Windows windows,
            Duration future,
            References references,
            VerdictRules verdicts,
            List<DetectorRule> detectors,
            QualitySpec quality,
            ChangesSpec changes) {
        this(
                model,
                source,
                columns,
                slices,
                windows,
                future,
                references,
                verdicts,
                detectors,
                quality,
                changes,
                LabelRules.NONE);
    }

    public Monitor {
        detectors = List.copyOf(detectors);
    }

    /** A monitor that states nothing of the data in itself. */
    public Monitor(
            String model,
            Source source,
            ColumnRules columns,
            Slices slices,
            Windows windows,
            Duration future,
            References references,
            VerdictRules verdicts,
            List<DetectorRule> detectors) {
        this(
                model,
                source,
                columns,
                slices,
                windows,
                future,
                references,
                verdicts,
                detectors,
                QualitySpec.NONE,
                ChangesSpec.usual(windows));
    }

    /** Whether the values of a column, as it is measured, are never shown: under its own name, or that of the file's column that is its source. */
    public boolean redacts(String column) {
        return columns.redacts(column)
                || Arrays.stream(ReservedColumn.values())
                        .anyMatch(role -> role.column().equals(column)
                                && columns.redacts(source.csv().of(role)));
    }

    /** Columns of the request itself that are measured: those asked for, and those that the file is said to have. */
    public Set<String> requestColumns() {
        return Arrays.stream(ReservedColumn.values())
                .filter(role -> role.isOfRequest()
                        && (columns.request().contains(role.column())
                                || !source.csv().of(role).isEmpty()))
                .map(ReservedColumn::column)
                .filter(columns::measures)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same with the key of its hashes. */
    Monitor with(Salt salt) {
        return with(columns.hash().with(salt));
    }

    /** The same of values that are hashed already. */
    public Monitor ofHashes() {
        return with(Hashing.NONE);
    }

    private Monitor with(Hashing hash) {
        return new Monitor(
                model,
                source,
                columns.with(hash),
                slices,
                windows,
                future,
                references,
                verdicts,
                detectors,
                quality,
                changes,
                labels);
    }

    /** The same as a file has it, in that format: it does not tell when records came, nor of dependencies. */
    public Monitor asInAFile(RecordFormat format) {
        return new Monitor(
                model,
                new Source(
                        source.topic(),
                        source.csv(),
                        source.training(),
                        "",
                        format,
                        source.labels().inAFile()),
                columns,
                slices,
                windows,
                future,
                references,
                verdicts,
                detectors,
                quality.withoutLateness(),
                changes,
                labels);
    }
}
