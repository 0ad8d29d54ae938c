package io.tidemark.query;

import io.tidemark.query.Rows.Role;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The stores of all instances: a question goes to who writes the rows, or, while that one cannot answer, to the
 * stand-by that is the least behind. A question waits for other instances only so long, however many rows it needs of however many of them. Any
 * thread may ask.
 */
public final class WholeState implements RowSource {
    /** How long one reading of rows waits for one instance. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** How long one question waits for other instances in all. */
    static final Duration WHOLE_PATIENCE = Duration.ofSeconds(6);

    /** Instances come and go under new addresses; those that are known are forgotten when there are so many. */
    private static final int MOST_PEERS = 1_000;

    private final Holders holders;
    private final String here;
    private final RowSource local;
    private final HttpClient client;
    private final PeerSettings settings;
    private final LongSupplier nanos;
    private final Map<String, PeerRows> peers = new ConcurrentHashMap<>();

    /** Who holds a partition of a stage, host:port, the one that writes it first. */
    public interface Holders {
        List<String> of(Kept.Stage stage, int partition);
    }

    /**
     * Of an application.
     *
     * @param nanos a clock of nanoseconds that never goes back
     */
    public WholeState(
            Whereabouts whereabouts, RowSource local, HttpClient client, PeerSettings settings, LongSupplier nanos) {
        this(whereabouts::holders, whereabouts.here(), local, client, settings, nanos);
    }

    /**
     * Of instances.
     *
     * @param here which of them this one is
     * @param nanos a clock of nanoseconds that never goes back
     */
    public WholeState(
            Holders holders,
            String here,
            RowSource local,
            HttpClient client,
            PeerSettings settings,
            LongSupplier nanos) {
        this.holders = holders;
        this.here = here;
        this.local = local;
        this.client = client;
        this.settings = settings;
        this.nanos = nanos;
    }

    @Override
    public Rows read(Ask ask) {
        return forOneQuestion().read(ask);
    }

    @Override
    public RowSource forOneQuestion() {
        return new OneQuestion(nanos.getAsLong());
    }

    /** The same while a question may wait. Owned by one request. */
    private final class OneQuestion implements RowSource {
        private final long askedNs;

        OneQuestion(long askedNs) {
            this.askedNs = askedNs;
        }

        private Duration left() {
            return WHOLE_PATIENCE.minusNanos(nanos.getAsLong() - askedNs);
        }

        @Override
        public boolean hasTimeToAskAnew() {
            return left().multipliedBy(2).compareTo(WHOLE_PATIENCE) > 0;
        }

        @Override
        public Rows read(Ask ask) {
            Set<String> why = new TreeSet<>();
            Rows best = null;
            for (String holder : holders.of(ask.store().stage(), ask.partition())) {
                try {
                    Rows rows = at(holder, ask);
                    if (rows.standing().role() == Role.ACTIVE) {
                        return rows;
                    }
                    best = nearer(best, rows);
                } catch (Unavailable notNow) {
                    why.add(String.valueOf(notNow.getMessage()));
                }
            }
            if (best != null) {
                return best;
            }
            throw new Unavailable(
                    why.isEmpty()
                            ? "no instance holds the partition now: store="
                                    + ask.store().store() + ", partition=" + ask.partition()
                                    + "; it is being moved, ask again in a moment"
                            : String.join("; ", why));
        }

        private Rows at(String holder, Ask ask) {
            if (holder.equals(here)) {
                return local.read(ask);
            }
            Duration left = left();
            if (left.toMillis() <= 0) {
                throw new Unavailable("the " + WHOLE_PATIENCE.toSeconds()
                        + " s that a question waits for other instances are over: instance=" + holder);
            }
            if (peers.size() >= MOST_PEERS) {
                peers.clear();
            }
            return peers.computeIfAbsent(holder, peer -> new PeerRows(client, peer, settings, nanos))
                    .read(ask, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
        }
    }

    private static Rows nearer(@Nullable Rows best, Rows other) {
        return best == null || other.standing().isAheadOf(best.standing()) ? other : best;
    }
}
