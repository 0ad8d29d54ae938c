package io.tidemark.http;

import static io.tidemark.http.Times.number;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.domain.RowFacts;
import io.tidemark.query.ColumnProfile;
import io.tidemark.query.ColumnProfile.Disclosure;
import io.tidemark.query.GridFigures;
import io.tidemark.query.Profiles;
import io.tidemark.query.Spans;
import io.tidemark.query.StatusCounts;
import io.tidemark.stats.sketch.IdSample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A profile as JSON. */
final class ProfileJson {
    private static final FiguresJson NONE =
            new FiguresJson(null, 0, null, null, List.of(), 1, List.of(), List.of(), null);

    private ProfileJson() {}

    /** How many events, and what is known of them as a whole; null where it is not. */
    record RowsJson(
            long events,
            long features,
            long predictions,
            @Nullable Map<String, Long> status,
            @Nullable FactsJson facts) {}

    /** What only windows know: of the part of the range whose windows are kept. */
    record FactsJson(
            String from,
            String to,
            @Nullable String newestEventTime,
            long late,
            long rejectedRecords,
            Map<String, Long> rejected,
            @Nullable DuplicatesJson duplicates,
            List<RuleJson> rules) {}

    /** Duplicates among the rows that have an id; of a fair sample of the ids where {@code isExact} is not. */
    record DuplicatesJson(long rowsWithId, long sampledRows, double share, boolean isExact) {}

    /** What an objective's rule counted. */
    record RuleJson(String rule, long bad, long total) {}

    /** A column: what is counted whatever the grid, the figures of its newest grid, and those of others in the range. */
    record ColumnJson(
            String column,
            @Nullable String kind,
            boolean redacted,
            long seen,
            long n,
            long missing,
            long absent,
            long wrongType,
            long notANumber,
            long infinite,
            long outOfRange,
            @Nullable Double min,
            @Nullable Double max,
            @JsonUnwrapped FiguresJson figures,
            List<FiguresJson> otherGrids) {}

    /** Figures on one grid. */
    record FiguresJson(
            @Nullable String gridId,
            long gridRows,
            @Nullable DistinctJson distinct,
            @Nullable MomentsJson moments,
            List<QuantileJson> quantiles,
            double quantileConfidence,
            List<BinJson> histogram,
            List<ValueJson> topValues,
            @Nullable OtherJson other) {}

    /** How many different values; {@code value} null where only bounds are known. */
    record DistinctJson(@Nullable Long value, long lower, long upper) {}

    /** Mean and standard deviation with hard bounds; the deviation of a single row is null. */
    record MomentsJson(
            @Nullable Double mean,
            @Nullable Double meanLower,
            @Nullable Double meanUpper,
            @Nullable Double sd,
            @Nullable Double sdLower,
            @Nullable Double sdUpper) {}

    /** A quantile. */
    record QuantileJson(double q, @Nullable Double value, @Nullable Double lower, @Nullable Double upper) {}

    /** A cell. */
    record BinJson(@Nullable Double from, @Nullable Double to, String label, long count) {}

    /** A value. */
    record ValueJson(String value, long count, double share) {}

    /** Values without a cell of their own. */
    record OtherJson(long count, double share, List<SampledJson> sampled) {}

    /** A value, and its part of a sample. */
    record SampledJson(String value, double share) {}

    static RowsJson rows(Profiles.Profile profile) {
        return new RowsJson(
                profile.rows().events(),
                profile.rows().features(),
                profile.rows().predictions(),
                status(profile.status()),
                profile.facts().map(ProfileJson::facts).orElse(null));
    }

    private static @Nullable Map<String, Long> status(StatusCounts counts) {
        if (counts.equals(StatusCounts.NONE)) {
            return null;
        }
        Map<String, Long> status = new TreeMap<>();
        counts.known().forEach((one, rows) -> status.put(one.name().toLowerCase(Locale.ROOT), rows));
        if (counts.other() > 0) {
            status.put("other", counts.other());
        }
        return status;
    }

    private static FactsJson facts(Spans.Facts told) {
        RowFacts facts = told.facts();
        Map<String, Long> rejected = new TreeMap<>();
        facts.rejected().forEach((reason, records) -> rejected.put(reason.name().toLowerCase(Locale.ROOT), records));
        return new FactsJson(
                Times.text(told.range().startMs()),
                Times.text(told.range().endMs()),
                Times.orNull(facts.newestMs()),
                facts.late(),
                facts.allRejected(),
                rejected,
                duplicates(facts.ids()),
                facts.requests().entrySet().stream()
                        .map(rule -> new RuleJson(
                                rule.getKey(),
                                rule.getValue().bad(),
                                rule.getValue().total()))
                        .toList());
    }

    private static @Nullable DuplicatesJson duplicates(IdSample ids) {
        return ids.isEmpty() || ids.sampledRows() == 0
                ? null
                : new DuplicatesJson(
                        ids.rows(),
                        ids.sampledRows(),
                        (double) ids.sampledDuplicates() / ids.sampledRows(),
                        ids.level() == 0);
    }

    static ColumnJson column(ColumnProfile column) {
        ColumnProfile.Faults faults = column.faults();
        List<FiguresJson> figures =
                column.grids().stream().map(ProfileJson::figures).toList();
        return new ColumnJson(
                column.name(),
                column.kind().map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse(null),
                column.disclosure() == Disclosure.REDACTED,
                faults.seen(),
                faults.valid(),
                faults.missing(),
                faults.absent(),
                faults.wrongType(),
                faults.notANumber(),
                faults.infinite(),
                faults.outOfRange(),
                number(column.min()),
                number(column.max()),
                figures.isEmpty() ? NONE : figures.get(0),
                figures.stream().skip(1).toList());
    }

    private static FiguresJson figures(GridFigures figures) {
        return new FiguresJson(
                figures.gridId().isEmpty() ? null : figures.gridId(),
                figures.rows(),
                figures.distinct().map(ProfileJson::distinct).orElse(null),
                figures.moments().map(ProfileJson::moments).orElse(null),
                figures.quantiles().stream()
                        .map(one -> new QuantileJson(
                                one.rank(), number(one.value()), number(one.lower()), number(one.upper())))
                        .toList(),
                figures.confidence(),
                figures.bins().stream()
                        .map(bin -> new BinJson(number(bin.from()), number(bin.to()), bin.label(), bin.rows()))
                        .toList(),
                figures.values().stream()
                        .map(value -> new ValueJson(value.value(), value.rows(), value.share()))
                        .toList(),
                figures.other().map(ProfileJson::other).orElse(null));
    }

    private static DistinctJson distinct(GridFigures.Distinct distinct) {
        boolean isExact = distinct.lower() == distinct.upper();
        return new DistinctJson(isExact ? distinct.lower() : null, distinct.lower(), distinct.upper());
    }

    private static MomentsJson moments(GridFigures.Spread spread) {
        boolean hasSpread = spread.moments().n() > 1;
        return new MomentsJson(
                number(spread.moments().mean()),
                number(spread.bounds().lowestMean()),
                number(spread.bounds().highestMean()),
                hasSpread ? number(spread.moments().standardDeviation()) : null,
                hasSpread ? number(spread.bounds().lowestDeviation()) : null,
                hasSpread ? number(spread.bounds().highestDeviation()) : null);
    }

    private static OtherJson other(GridFigures.Other other) {
        return new OtherJson(
                other.rows(),
                other.share(),
                other.sampled().stream()
                        .map(one -> new SampledJson(one.value(), one.share()))
                        .toList());
    }
}
