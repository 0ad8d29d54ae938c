package io.tidemark.slo.policy;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.slo.Varint;
import io.tidemark.slo.policy.Escalation.Level;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the escalation of one firing episode has come. It goes by the clock, yet only by instants that are stored: after a restart it
 * tells what is due, and nothing twice.
 *
 * <p>The chain's stations are its levels in order and then, at most {@link Escalation#mostRepeats()} times, those from
 * {@link Escalation#repeatFrom()} on. Stations that came due at once, after a standstill, are told together. While a silence or another
 * alert covers the episode the chain stands still, and goes on later by as much. An acknowledgement ends it.
 *
 * @param episodeId the episode; another one has a chain of its own
 * @param startMs clock time of the opening, later by the time that it was covered
 * @param told stations told so far
 * @param phase whether it runs
 * @param coveredMs clock time from which on it has been covered; 0 if it is not
 */
public record Chain(String episodeId, long startMs, int told, Phase phase, long coveredMs) {
    private static final int VERSION = 1;

    /** Whether a chain runs. */
    public enum Phase {
        RUNNING,
        /** Nobody is to be told, for now. */
        COVERED,
        /** Somebody has it. */
        ACKNOWLEDGED
    }

    /** What stands between an episode and the people. */
    public enum Cover {
        NOTHING,
        /** A silence, another alert, or a dry run. */
        COVERED,
        /** Somebody has it. */
        ACKNOWLEDGED;

        /** What stands between an alert and the people, by what it says of itself. */
        public static Cover of(Alert alert) {
            AlertContext.Standing standing = alert.context().standing();
            if (!standing.acknowledgedBy().isEmpty()) {
                return ACKNOWLEDGED;
            }
            boolean isCovered = alert.isDryRun()
                    || !standing.silencedBy().isEmpty()
                    || !standing.inhibitedBy().isEmpty();
            return isCovered ? COVERED : NOTHING;
        }
    }

    /**
     * What a chain has come to.
     *
     * @param chain what to remember
     * @param roles who is to be told now, the first level first; empty if nobody
     * @param level number of the furthest level told, from 1; 0 if none
     */
    public record Move(Chain chain, List<String> roles, int level) {
        public Move {
            roles = List.copyOf(roles);
        }

        /** Whether people are to be told. */
        public boolean isEscalated() {
            return !roles.isEmpty();
        }
    }

    /**
     * The chain of an episode that opens. Levels without delay are told by the opening itself: its alert carries {@link Move#roles()}.
     *
     * @param clockMs clock time of the opening
     */
    public static Move opened(Escalation escalation, String episodeId, Cover cover, long clockMs) {
        return new Chain(episodeId, clockMs, 0, Phase.RUNNING, 0).advance(escalation, cover, clockMs);
    }

    /** Moves on to an instant of the clock. The same instant again tells nobody. */
    public Move advance(Escalation escalation, Cover cover, long clockMs) {
        if (phase == Phase.ACKNOWLEDGED || cover == Cover.ACKNOWLEDGED) {
            return quiet(acknowledged());
        }
        if (cover == Cover.COVERED) {
            return quiet(phase == Phase.COVERED ? this : new Chain(episodeId, startMs, told, Phase.COVERED, clockMs));
        }
        return uncovered(clockMs).tell(escalation, clockMs);
    }

    /** Number of the furthest level told so far, from 1; 0 if none was. */
    public int level(Escalation escalation) {
        return Math.min(told, escalation.levels().size());
    }

    /** The roles told so far, the first level first: who wants to hear that it is over. */
    public List<String> roles(Escalation escalation) {
        return escalation.levels().stream()
                .limit(level(escalation))
                .map(Level::role)
                .distinct()
                .toList();
    }

    /** Somebody has the episode: nobody else is told of it any more. */
    public Chain acknowledged() {
        return new Chain(episodeId, startMs, told, Phase.ACKNOWLEDGED, 0);
    }

    private Chain uncovered(long clockMs) {
        if (phase != Phase.COVERED) {
            return this;
        }
        long stoodMs = Math.max(0, clockMs - coveredMs);
        return new Chain(episodeId, startMs + stoodMs, told, Phase.RUNNING, 0);
    }

    private Move tell(Escalation escalation, long clockMs) {
        List<String> roles = new ArrayList<>();
        int furthest = 0;
        int station = told;
        while (station < stations(escalation) && startMs + dueMs(escalation, station) <= clockMs) {
            int level = level(escalation, station);
            String role = escalation.levels().get(level).role();
            if (!roles.contains(role)) {
                roles.add(role);
            }
            furthest = Math.max(furthest, level + 1);
            station++;
        }
        return new Move(new Chain(episodeId, startMs, station, Phase.RUNNING, 0), roles, furthest);
    }

    private static Move quiet(Chain chain) {
        return new Move(chain, List.of(), 0);
    }

    private static int stations(Escalation escalation) {
        return escalation.levels().isEmpty()
                ? 0
                : escalation.levels().size() + escalation.mostRepeats() * perRound(escalation);
    }

    private static int perRound(Escalation escalation) {
        return escalation.levels().size() - escalation.repeatFrom() + 1;
    }

    private static int level(Escalation escalation, int station) {
        int levels = escalation.levels().size();
        return station < levels ? station : escalation.repeatFrom() - 1 + (station - levels) % perRound(escalation);
    }

    /** Clock time from the opening to a station, ms. */
    static long dueMs(Escalation escalation, int station) {
        List<Level> levels = escalation.levels();
        if (station < levels.size()) {
            return levels.get(station).afterMs();
        }
        long lastMs = levels.get(levels.size() - 1).afterMs();
        long firstMs = levels.get(escalation.repeatFrom() - 1).afterMs();
        int round = (station - levels.size()) / perRound(escalation);
        long beginsMs = lastMs + escalation.ackTimeoutMs() + round * (lastMs - firstMs + escalation.ackTimeoutMs());
        return beginsMs + levels.get(level(escalation, station)).afterMs() - firstMs;
    }

    /**
     * The chain as bytes.
     *
     * <pre>
     * offset  width   type               content
     * 0       1       u8                 layout version, 1
     * 1       1       u8                 phase: 0 running, 1 covered, 2 acknowledged
     * 2       varint  zig-zag            start, ms
     *         varint  zig-zag            covered since, ms
     *         varint  u64                stations told
     *         text    varint + UTF-8     episode
     * </pre>
     */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.write(phase.ordinal());
        Varint.writeSigned(out, startMs);
        Varint.writeSigned(out, coveredMs);
        Varint.write(out, told);
        Varint.writeText(out, episodeId);
        return out.toByteArray();
    }

    /**
     * The chain of {@link #toBytes()}.
     *
     * @throws IllegalStateException if the layout is unknown
     */
    public static Chain fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("cannot read an escalation: version=" + version + ", readable versions=1.."
                    + VERSION + "; run with the newer build, or delete the store to rebuild it from readings");
        }
        Phase phase = Phase.values()[in.get()];
        long startMs = Varint.readSigned(in);
        long coveredMs = Varint.readSigned(in);
        int told = (int) Varint.read(in);
        return new Chain(Varint.readText(in), startMs, told, phase, coveredMs);
    }
}
