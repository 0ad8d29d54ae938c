package io.tidemark.query;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and how the instance that answered stands.
 *
 * @param rows in the order of their keys
 */
public record Rows(List<Row> rows, Standing standing) {
    public Rows {
        rows = List.copyOf(rows);
    }

    /** A row; its value is read, never written. */
    public record Row(Bytes key, byte[] value) {}

    /**
     * Who answered.
     *
     * @param instance host:port
     * @param role whether it is the one that writes the rows
     * @param behind how many records of the changelog it has yet to read, at most; 0 of the active one, null if nobody knows
     */
    public record Standing(String instance, Role role, @Nullable Long behind) {
        /** The one that writes the rows. */
        public static Standing active(String instance) {
            return new Standing(instance, Role.ACTIVE, 0L);
        }

        /** Whether it is known to have read more than another one; what is unknown is taken for the furthest behind. */
        boolean isAheadOf(Standing other) {
            return behind != null && (other.behind == null || behind < other.behind);
        }
    }

    /** What an instance is to a partition. */
    public enum Role {
        /** It writes the rows. */
        ACTIVE,
        /** It reads them after the one that writes. */
        STANDBY
    }
}
