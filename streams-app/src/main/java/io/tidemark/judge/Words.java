package io.tidemark.judge;

import io.tidemark.domain.NumberText;
import io.tidemark.stats.Measure;
import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as people read them: the same in every country. */
final class Words {
    private static final String SHARE_UNIT = "share";

    private Words() {}

    /** {@code 4,320}. */
    static String count(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    /** {@code 4.1 %}. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** {@code 41 %}. */
    static String wholeShare(double share) {
        return String.format(Locale.ROOT, "%,.0f %%", 100 * share);
    }

    /** Two decimals, or three significant digits of a small one. */
    static String number(double value) {
        boolean isSmall = value != 0 && Math.abs(value) < 0.01;
        return String.format(Locale.ROOT, isSmall ? "%.2e" : "%.2f", value);
    }

    /** A share as people wrote it: {@code 50 %}, {@code 12.5 %}. */
    static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    /** A limit as people wrote it, in its measure's unit: {@code 0.5}, {@code 15 %}. */
    static String limit(double value, Measure measure) {
        if (measure.unit().equals(SHARE_UNIT)) {
            return percent(value);
        }
        return measure.unit().isEmpty() ? NumberText.of(value) : NumberText.of(value) + " " + measure.unit();
    }

    /** A value in its measure's unit; shares in percent. */
    static String quantity(double value, Measure measure) {
        if (measure.unit().equals(SHARE_UNIT)) {
            return share(value);
        }
        return measure.unit().isEmpty() ? number(value) : number(value) + " " + measure.unit();
    }
}
