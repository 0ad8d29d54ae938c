package io.tidemark.query;

import io.tidemark.query.Rows.Row;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of rows the answers in the making may hold, each of them and all together; what is read again to see whether it is so still comes on top, one reading at a time. Any thread. */
public final class AnswerRoom {
    /** Two readings of the largest size. */
    private static final long OF_ONE = 2L * RowSource.MOST_BYTES;

    private static final int PART_OF_HEAP = 4;
    /** What a row takes beside its bytes, about. */
    private static final int ROW = 100;

    private final long ofOne;
    private final long ofAll;
    private final AtomicLong held = new AtomicLong();

    AnswerRoom(long ofOne, long ofAll) {
        this.ofOne = ofOne;
        this.ofAll = ofAll;
    }

    /** For who asks alone. */
    public static AnswerRoom unbounded() {
        return new AnswerRoom(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** 128 MB an answer, and a quarter of this heap for all of them. */
    public static AnswerRoom ofHeap() {
        return new AnswerRoom(OF_ONE, Math.max(OF_ONE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    /** Of one answer; closed when it is made, or asked anew. */
    Share share() {
        return new Share();
    }

    /** What one answer holds. Owned by one request. */
    final class Share implements AutoCloseable {
        private long own;

        /**
         * Counts what was read.
         *
         * @throws TooMuch if the answer would hold more than one may
         * @throws Unavailable if there is no room beside the other answers now
         */
        void take(Rows rows) {
            long bytes = 0;
            for (Row row : rows.rows()) {
                bytes += row.key().get().length + row.value().length + ROW;
            }
            own += bytes;
            long all = held.addAndGet(bytes);
            if (own > ofOne) {
                throw new TooMuch("the answer would need more than " + (ofOne >> 20)
                        + " MB of what is kept; ask for a shorter range, a longer step, or fewer columns");
            }
            if (all > ofAll) {
                throw new Unavailable("the answers that are in the making hold " + (ofAll >> 20)
                        + " MB, and there is no room for more; ask again in a moment");
            }
        }

        @Override
        public void close() {
            held.addAndGet(-own);
            own = 0;
        }
    }
}
