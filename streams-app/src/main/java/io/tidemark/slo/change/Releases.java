package io.tidemark.slo.change;

import io.tidemark.slo.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of one objective about releases, loads or rollouts: how many were good and bad in each slot, and what people were told last.
 * Of slots the newest {@value #MOST} are held. Owned by one task; not thread-safe.
 */
public final class Releases {
    /** Most slots with an event. */
    static final int MOST = 128;

    private static final int VERSION = 1;
    private static final int DRY_RUN = 1;

    private final TreeMap<Long, Count> slots = new TreeMap<>();
    private Told told = Told.NOTHING;

    /**
     * What happened in a slot.
     *
     * @param good events
     * @param bad events
     */
    public record Count(long good, long bad) {
        /** Nothing happened. */
        public static final Count NONE = new Count(0, 0);

        /** All events. */
        public long total() {
            return good + bad;
        }
    }

    /**
     * What people take for so.
     *
     * @param about the ids of the changes that the open alert is about, joined by line feeds; empty if none is open
     * @param firedMs when its episode fired, event time
     * @param sinceMs when what it is about began, event time
     * @param isDryRun whether it was only tried out
     */
    public record Told(String about, long firedMs, long sinceMs, boolean isDryRun) {
        /** No alert is open. */
        public static final Told NOTHING = new Told("", 0, 0, false);

        /** Whether an alert is open. */
        public boolean isOpen() {
            return !about.isEmpty();
        }
    }

    /** Counts an event. */
    public void count(long slotStartMs, boolean isGood) {
        Count before = of(slotStartMs);
        slots.put(slotStartMs, new Count(before.good + (isGood ? 1 : 0), before.bad + (isGood ? 0 : 1)));
        if (slots.size() > MOST) {
            slots.pollFirstEntry();
        }
    }

    /** What happened in a slot; of one that is too old, nothing. */
    public Count of(long slotStartMs) {
        return slots.getOrDefault(slotStartMs, Count.NONE);
    }

    /** What people were told last. */
    public Told told() {
        return told;
    }

    /** People are told otherwise. */
    public void tell(Told now) {
        told = now;
    }

    /**
     * As bytes.
     *
     * <pre>
     * offset  width   type               what
     * 0       1       unsigned byte      layout version, 1
     * 1       varint  number             slots, then for each, oldest first
     *         varint  zig-zag            its start, ms since the epoch
     *         varint  numbers            good events, bad events
     *         1       bits               1 the alert was tried out
     *         text    varint + UTF-8     what the open alert is about
     *         varint  zig-zag            fired, since, ms since the epoch
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        Varint.write(out, slots.size());
        for (Map.Entry<Long, Count> slot : slots.entrySet()) {
            Varint.writeSigned(out, slot.getKey());
            Varint.write(out, slot.getValue().good);
            Varint.write(out, slot.getValue().bad);
        }
        out.write(told.isDryRun ? DRY_RUN : 0);
        Varint.writeText(out, told.about);
        Varint.writeSigned(out, told.firedMs);
        Varint.writeSigned(out, told.sinceMs);
        return out.toByteArray();
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Releases fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Layout.check("releases", in.get(), VERSION);
        Releases releases = new Releases();
        for (long left = Varint.read(in); left > 0; left--) {
            releases.slots.put(Varint.readSigned(in), new Count(Varint.read(in), Varint.read(in)));
        }
        boolean isDryRun = (in.get() & DRY_RUN) != 0;
        String about = Varint.readText(in);
        long firedMs = Varint.readSigned(in);
        releases.told = new Told(about, firedMs, Varint.readSigned(in), isDryRun);
        return releases;
    }
}
