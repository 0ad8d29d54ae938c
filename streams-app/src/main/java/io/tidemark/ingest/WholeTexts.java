package io.tidemark.ingest;

import io.tidemark.domain.Observation;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers of our own events beyond 2^53, of which a double does not know the digits: in a column that is declared to be a category, or is hashed,
 * they are read as texts. The texts stand behind a copy of the record, which is made for such an event only.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class WholeTexts {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int MOST_NAMES = Observation.MOST_FIELDS;

    private final Function<String, @Nullable ColumnKind> kinds;
    private final ByteTable<Boolean> known = new ByteTable<>();
    private byte[] page = {};
    private int end;

    /** @param kinds what a column is declared to hold; null where nothing is said */
    WholeTexts(Function<String, @Nullable ColumnKind> kinds) {
        this.kinds = kinds;
    }

    /** Whether a double may stand for another number too. */
    @HotPath
    static boolean isLarge(long value) {
        return value > LARGEST_EXACT || value < -LARGEST_EXACT;
    }

    /** Adds a large number, as a text if its column is one of texts. */
    void add(long value, AvroCursor in, Observation out, int nameOffset, int nameLength) {
        if (!isOfTexts(in.bytes(), nameOffset, nameLength)) {
            out.number(Observation.NUMBER, nameOffset, nameLength, value);
            return;
        }
        byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        if (out.bytes() != page) {
            end = in.bytes().length;
            room(digits.length);
            System.arraycopy(in.bytes(), 0, page, 0, end);
        }
        room(digits.length);
        System.arraycopy(digits, 0, page, end, digits.length);
        out.growTo(page, page);
        out.text(nameOffset, nameLength, end, digits.length);
        end += digits.length;
    }

    private void room(int more) {
        if (page.length - end < more) {
            page = Arrays.copyOf(page, Math.max(2 * page.length, end + more));
        }
    }

    private boolean isOfTexts(byte[] bytes, int offset, int length) {
        Boolean isKnown = known.get(bytes, offset, length);
        if (isKnown != null) {
            return isKnown;
        }
        ColumnKind kind = kinds.apply(new String(bytes, offset, length, StandardCharsets.UTF_8));
        boolean isOfTexts = kind == ColumnKind.CATEGORY || kind == ColumnKind.STRING;
        if (known.size() < MOST_NAMES) {
            known.add(bytes, offset, length, isOfTexts);
        }
        return isOfTexts;
    }
}
