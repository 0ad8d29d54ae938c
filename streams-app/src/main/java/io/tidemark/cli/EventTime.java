package io.tidemark.cli;

import io.tidemark.domain.EventTimeText;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 2001-06-12T13:58Z}, {@code 2001-06-12} (UTC), or milliseconds. */
final class EventTime implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return EventTimeText.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'" + text + "' is not a time; write 2001-06-12T13:58Z");
        }
    }
}
