package io.tidemark.ingest;

import io.tidemark.config.Hashing;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.ReservedColumn;
import io.tidemark.stats.ByteTable;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values by their keyed hashes right after another decoder has read them, so that nothing behind it ever sees them: of features, the prediction,
 * dimensions and the id. A number is hashed as its digits, a boolean as its word; a vector in a hashed column becomes a value of the wrong type.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class HashingDecoder implements RecordDecoder {
    private static final int MOST_NAMES = Observation.MOST_FIELDS;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final RecordDecoder decoder;
    private final Hashing rules;
    private final ValueHash hash;
    private final boolean hashesPrediction;
    private final boolean hashesId;
    private final ByteTable<Name> names = new ByteTable<>();
    private @Nullable Name[] latest = new Name[64];
    private byte[] page = new byte[64 * Hashing.LETTERS];
    private int end;

    /** @param rules that hash something */
    HashingDecoder(RecordDecoder decoder, Hashing rules) {
        this.decoder = decoder;
        this.rules = rules;
        this.hash = new ValueHash(rules.salt());
        this.hashesPrediction = rules.hashes(ReservedColumn.PREDICTION.column());
        this.hashesId = rules.hashes(Hashing.ID);
    }

    /** A name that was met, and whether its values are hashed. */
    private record Name(byte[] utf8, long head, boolean isHashed) {}

    @Override
    @HotPath
    public @Nullable Rejection decode(byte @Nullable [] value, Observation observation) {
        Rejection rejection = decoder.decode(value, observation);
        if (rejection == null || rejection.reason() == Reason.NO_TIMESTAMP) {
            replace(observation);
        }
        return rejection;
    }

    @HotPath
    private void replace(Observation event) {
        end = 0;
        for (int field = 0; field < event.fields(); field++) {
            if (isHashed(event, field)) {
                replace(event, field);
            }
        }
        for (int i = 0; i < event.dimensions(); i++) {
            Name name = name(event, event.dimensionNameOffset(i), event.dimensionNameLength(i));
            if (name.isHashed()) {
                event.hashedDimension(
                        i,
                        put(event.dimensionBytes(i), event.dimensionValueOffset(i), event.dimensionValueLength(i)),
                        Hashing.LETTERS);
            }
        }
        if (hashesId && event.idLength() > 0) {
            event.hashedId(put(event.idBytes(), event.idOffset(), event.idLength()), Hashing.LETTERS);
        }
        event.hashesIn(page);
    }

    @HotPath
    private boolean isHashed(Observation event, int field) {
        int offset = event.nameOffset(field);
        if (offset < 0) {
            return hashesPrediction && offset == ReservedColumn.PREDICTION.offset();
        }
        int length = event.nameLength(field);
        if (field >= latest.length) {
            latest = Arrays.copyOf(latest, 2 * Math.max(field, latest.length));
        }
        Name guess = latest[field];
        if (guess == null || !Stretch.isKey(guess.utf8(), guess.head(), event.nameBytes(), offset, length)) {
            guess = name(event, offset, length);
            latest[field] = guess;
        }
        return guess.isHashed();
    }

    @HotPath
    private Name name(Observation event, int offset, int length) {
        Name known = names.get(event.nameBytes(), offset, length);
        return known == null ? meet(event, offset, length) : known;
    }

    private Name meet(Observation event, int offset, int length) {
        byte[] utf8 = Arrays.copyOfRange(event.nameBytes(), offset, offset + length);
        Name name = new Name(utf8, Stretch.head(utf8, 0, length), rules.hashes(event.name(offset, length)));
        if (names.size() < MOST_NAMES) {
            names.add(utf8, 0, length, name);
        }
        return name;
    }

    @HotPath
    private void replace(Observation event, int field) {
        switch (event.kind(field)) {
            case Observation.TEXT ->
                replace(event, field, event.textBytes(field), event.textOffset(field), event.textLength(field));
            case Observation.NUMBER -> {
                byte[] digits = NumberText.of(event.number(field)).getBytes(StandardCharsets.US_ASCII);
                replace(event, field, digits, 0, digits.length);
            }
            case Observation.BOOLEAN -> {
                byte[] word = event.number(field) == 0 ? FALSE : TRUE;
                replace(event, field, word, 0, word.length);
            }
            case Observation.VECTOR -> event.forget(field);
            default -> {
                return;
            }
        }
    }

    @HotPath
    private void replace(Observation event, int field, byte[] from, int offset, int length) {
        event.hashed(field, put(from, offset, length), Hashing.LETTERS);
    }

    @HotPath
    private int put(byte[] from, int offset, int length) {
        if (page.length - end < Hashing.LETTERS) {
            page = Arrays.copyOf(page, 2 * page.length);
        }
        int at = end;
        hash.put(from, offset, length, page, at);
        end += Hashing.LETTERS;
        return at;
    }
}
