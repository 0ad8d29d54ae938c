package io.tidemark.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1 per 1000}, or the fraction {@code 0.001}. */
final class FalseAlarmRate implements ITypeConverter<Double> {
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) per (\\d{1,3}(?:,\\d{3}){1,3}|\\d{1,12})");
    private static final Pattern FRACTION = Pattern.compile("\\d{0,3}\\.?\\d{1,18}(?:[eE]-?\\d{1,2})?");

    @Override
    public Double convert(String text) {
        Matcher rate = RATE.matcher(text.strip());
        double value = 0;
        if (rate.matches()) {
            value = Double.parseDouble(rate.group(1))
                    / Double.parseDouble(rate.group(2).replace(",", ""));
        } else if (FRACTION.matcher(text.strip()).matches()) {
            value = Double.parseDouble(text.strip());
        }
        if (!(value > 0 && value < 1)) {
            throw new TypeConversionException(
                    "'" + text + "' is not a rate between 0 and 1; write \"1 per 1000\" (comparisons), or 0.001");
        }
        return value;
    }
}
