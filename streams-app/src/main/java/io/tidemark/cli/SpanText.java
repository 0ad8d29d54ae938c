package io.tidemark.cli;

import io.tidemark.config.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 2h}, {@code 1h30m}, {@code 1d}. */
final class SpanText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!DurationText.isValid(text) || DurationText.parse(text).isZero()) {
            throw new TypeConversionException("'" + text + "' is not a length of time; write 30m, 2h or 1d");
        }
        return DurationText.parse(text);
    }
}
