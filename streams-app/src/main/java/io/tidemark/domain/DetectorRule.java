package io.tidemark.domain;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.detector.DetectorKind;
import java.util.List;
import java.util.Locale;

/**
 * A detector that the owner wants on some columns of every slice.
 *
 * @param columns names or patterns; empty for {@link Of#VOLUME}
 * @param of what is told to it, pane by pane
 * @param value the value whose share is told; empty unless {@link Of#SHARE}
 * @param kind the detector
 */
public record DetectorRule(List<String> columns, Of of, String value, DetectorKind kind) {
    public DetectorRule {
        columns = List.copyOf(columns);
    }

    /** What is told to a detector. */
    public enum Of {
        /** The mean score of a number column, on the reference's ranks. */
        MEAN,
        /** The share of rows without a value. */
        MISSING,
        /** The share of rows whose value is not usable. */
        INVALID,
        /** The share of one value of a category. */
        SHARE,
        /** The number of rows. */
        VOLUME;

        /** The name in files and readings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is watched and by what, as readings say it: {@code mean cusum}, {@code share BR adwin}. */
    public String label() {
        return of.word() + (value.isEmpty() ? " " : " " + value + " ") + kind.word();
    }

    /** Whether columns of a kind have what is watched: a mean is of numbers, a share of anything else, volume of no column. */
    public boolean fits(ColumnKind kind) {
        return switch (of) {
            case MEAN -> kind == ColumnKind.NUMBER;
            case SHARE -> kind != ColumnKind.NUMBER;
            case MISSING, INVALID -> true;
            case VOLUME -> false;
        };
    }
}
