package io.tidemark.ingest;

import io.tidemark.config.CsvMapping.Decimal;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.HotPath;

/**
 * Texts to numbers, without an object for the usual ones: integers of up to 18 digits, and decimals whose digits and power of
 * ten are exact in a double (Clinger 1990). Others go through {@link Double#parseDouble}; the results are the same.
 *
 * <p>What stands before the fraction is a point, or a comma, then never a point. A thousands separator is none of a number.
 *
 * <p>Owned by one reader; not thread-safe.
 */
final class CsvNumber {
    private static final int MOST_DIGITS = 18;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final double[] POWERS = powers();

    private final char decimal;
    private long longValue;
    private double doubleValue;

    /** Numbers with a decimal point. */
    CsvNumber() {
        this(Decimal.POINT);
    }

    CsvNumber(Decimal decimal) {
        this.decimal = decimal.sign();
    }

    long longValue() {
        return longValue;
    }

    double doubleValue() {
        return doubleValue;
    }

    /** LONG, DOUBLE (also NaN and the infinities), or TEXT if it is no number. */
    @HotPath
    FieldKind parse(char[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        boolean isNegative = at < end && text[at] == '-';
        if (isNegative || at < end && text[at] == '+') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean isFraction = false;
        for (; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9' && count < MOST_DIGITS) {
                digits = digits * 10 + (c - '0');
                count++;
                scale += isFraction ? 1 : 0;
            } else if (c == decimal && !isFraction) {
                isFraction = true;
            } else {
                return slow(text, offset, length);
            }
        }
        if (count == 0) {
            return FieldKind.TEXT;
        }
        return isFraction
                ? decimal(text, offset, length, isNegative ? -digits : digits, scale)
                : whole(digits, isNegative);
    }

    private FieldKind whole(long digits, boolean isNegative) {
        longValue = isNegative ? -digits : digits;
        doubleValue = isNegative ? -(double) digits : digits;
        return FieldKind.LONG;
    }

    private FieldKind decimal(char[] text, int offset, int length, long digits, int scale) {
        if (digits == 0 || Math.abs(digits) > LARGEST_EXACT) {
            return slow(text, offset, length);
        }
        doubleValue = digits / POWERS[scale];
        return FieldKind.DOUBLE;
    }

    private FieldKind slow(char[] text, int offset, int length) {
        String word = new String(text, offset, length);
        if (isDecimal(word)) {
            try {
                doubleValue = Double.parseDouble(word.replace(decimal, '.'));
                return FieldKind.DOUBLE;
            } catch (NumberFormatException e) {
                return FieldKind.TEXT;
            }
        }
        switch (word) {
            case "NaN", "nan" -> doubleValue = Double.NaN;
            case "Infinity", "inf", "Inf", "+inf", "+Infinity" -> doubleValue = Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf", "-Inf" -> doubleValue = Double.NEGATIVE_INFINITY;
            default -> {
                return FieldKind.TEXT;
            }
        }
        return FieldKind.DOUBLE;
    }

    /** Java also takes {@code 1d}, {@code 0x1p3} and blanks around for numbers; people do not. */
    private boolean isDecimal(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c < '0' || c > '9') && c != decimal && c != 'e' && c != 'E' && c != '-' && c != '+') {
                return false;
            }
        }
        return true;
    }

    private static double[] powers() {
        double[] powers = new double[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
