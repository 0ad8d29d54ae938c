package io.tidemark.slo.promotion;

import io.tidemark.domain.Change;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one model's promotion: what people asked for, what was answered last, and when people would have been woken. Owned by
 * one task; not thread-safe.
 */
public final class PromotionBook {
    /** Most pages that are remembered; beyond, the oldest go. */
    static final int MOST_PAGES = 256;

    private static final int VERSION = 1;

    private Asked asked = Asked.NOTHING;
    private Answer answer = Answer.UNKNOWN;
    private long sinceMs;
    private boolean isDemotionAdvised;
    private long observedSinceMs = Long.MAX_VALUE;
    private final List<Long> pages = new ArrayList<>();

    /**
     * What somebody asked for last.
     *
     * @param atMs when, event time; the least number if nobody ever did
     * @param lifecycle how far the model has come by that
     * @param inFile how far it had come by the file then: once the file says otherwise, it holds no more
     * @param eventId the change's id
     */
    record Asked(long atMs, Lifecycle lifecycle, Lifecycle inFile, String eventId) {
        static final Asked NOTHING = new Asked(Long.MIN_VALUE, Lifecycle.PRODUCTION, Lifecycle.PRODUCTION, "");
    }

    /** How far the model has come: as somebody asked for since the file was last edited in this, else as the file says. */
    public Lifecycle lifecycle(PromotionRule rule) {
        boolean isAsked = !asked.eventId.isEmpty() && asked.inFile == rule.lifecycle();
        return isAsked ? asked.lifecycle : rule.lifecycle();
    }

    /**
     * Follows the file: once it was edited, what was asked for before is over, also when it is edited back.
     *
     * @return whether that is news
     */
    public boolean follow(PromotionRule rule) {
        boolean isEdited = !asked.eventId.isEmpty() && asked.inFile != rule.lifecycle();
        if (isEdited) {
            asked = new Asked(asked.atMs, rule.lifecycle(), rule.lifecycle(), asked.eventId);
        }
        return isEdited;
    }

    /**
     * Takes a change in that promotes or demotes the model; any other changes nothing, nor does one that is older than the last.
     *
     * @return whether the model has come otherwise far now
     */
    public boolean take(Change change, PromotionRule rule) {
        if (change.kind() != Change.Kind.PROMOTED && change.kind() != Change.Kind.DEMOTED) {
            return false;
        }
        boolean isNewer = change.atMs() > asked.atMs
                || (change.atMs() == asked.atMs && change.eventId().compareTo(asked.eventId) > 0);
        if (!isNewer) {
            return false;
        }
        Lifecycle before = lifecycle(rule);
        Lifecycle after = change.kind() == Change.Kind.PROMOTED ? Lifecycle.PRODUCTION : Lifecycle.EXPERIMENTAL;
        asked = new Asked(change.atMs(), after, rule.lifecycle(), change.eventId());
        if (before != after) {
            isDemotionAdvised = false;
        }
        return before != after;
    }

    /** Somebody would have been woken. */
    public void page(long atMs) {
        pages.add(atMs);
        if (pages.size() > MOST_PAGES) {
            pages.remove(0);
        }
    }

    /** When people would have been woken, in the order in which it was heard. */
    public List<Long> pages() {
        return List.copyOf(pages);
    }

    /** Data were seen. */
    public boolean observe(long fromMs) {
        boolean isFirst = observedSinceMs == Long.MAX_VALUE;
        observedSinceMs = Math.min(observedSinceMs, fromMs);
        return isFirst;
    }

    /** Since when data are seen; {@link Long#MAX_VALUE} if they never were. */
    public long observedSinceMs() {
        return observedSinceMs;
    }

    /**
     * Notes an answer.
     *
     * @return whether it is another one
     */
    public boolean answer(Answer now, long atMs) {
        if (now == answer) {
            return false;
        }
        answer = now;
        sinceMs = atMs;
        return true;
    }

    /** The last answer. */
    public Answer answer() {
        return answer;
    }

    /** Since when it is that. */
    public long sinceMs() {
        return sinceMs;
    }

    /**
     * Notes whether a demotion is to be advised.
     *
     * @return whether it is news that it is
     */
    public boolean advise(boolean isAdvised) {
        boolean isNews = isAdvised && !isDemotionAdvised;
        isDemotionAdvised = isAdvised;
        return isNews;
    }

    /**
     * As bytes.
     *
     * <pre>
     * offset  width   type               what
     * 0       1       unsigned byte      layout version, 1
     * 1       1       unsigned byte      the last answer's place in its list
     * 2       1       bits               1 a demotion was advised, 2 data were seen, 4 somebody asked, 8 for production, 16 of a production file
     *         varint  zig-zag            since when the answer is that, ms since the epoch
     *         varint  zig-zag            data seen since, ms, if they were seen
     *         varint  zig-zag            asked at, ms, if somebody asked
     *         text    varint + UTF-8     by which change, if somebody asked
     *         varint  number             pages, then of each
     *         varint  zig-zag            when, ms since the epoch
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isAsked = !asked.eventId.isEmpty();
        boolean isSeen = observedSinceMs != Long.MAX_VALUE;
        out.write(VERSION);
        out.write(answer.ordinal());
        out.write((isDemotionAdvised ? 1 : 0)
                | (isSeen ? 2 : 0)
                | (isAsked ? 4 : 0)
                | (asked.lifecycle == Lifecycle.PRODUCTION ? 8 : 0)
                | (asked.inFile == Lifecycle.PRODUCTION ? 16 : 0));
        Varint.writeSigned(out, sinceMs);
        if (isSeen) {
            Varint.writeSigned(out, observedSinceMs);
        }
        if (isAsked) {
            Varint.writeSigned(out, asked.atMs);
            Varint.writeText(out, asked.eventId);
        }
        Varint.write(out, pages.size());
        pages.forEach(page -> Varint.writeSigned(out, page));
        return out.toByteArray();
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static PromotionBook fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read what is kept of a promotion: version=" + version
                    + ", readable versions=1.." + VERSION
                    + "; run with the newer build, or delete the store to rebuild it");
        }
        PromotionBook book = new PromotionBook();
        book.answer = Answer.values()[in.get()];
        int bits = in.get();
        book.isDemotionAdvised = (bits & 1) != 0;
        book.sinceMs = Varint.readSigned(in);
        if ((bits & 2) != 0) {
            book.observedSinceMs = Varint.readSigned(in);
        }
        if ((bits & 4) != 0) {
            long atMs = Varint.readSigned(in);
            book.asked = new Asked(atMs, lifecycle(bits & 8), lifecycle(bits & 16), Varint.readText(in));
        }
        for (long left = Varint.read(in); left > 0; left--) {
            book.pages.add(Varint.readSigned(in));
        }
        return book;
    }

    private static Lifecycle lifecycle(int bit) {
        return bit != 0 ? Lifecycle.PRODUCTION : Lifecycle.EXPERIMENTAL;
    }
}
