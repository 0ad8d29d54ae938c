package io.tidemark.query;

import io.tidemark.query.Rows.Role;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stores of all instances: a question goes to who writes the rows, or, while that one cannot answer, to the
 * stand-by that is the least behind. Any thread may ask.
 */
public final class WholeState implements RowSource {
    private final Whereabouts whereabouts;
    private final RowSource local;
    private final HttpClient client;
    private final PeerSettings settings;
    private final Map<String, PeerRows> peers = new ConcurrentHashMap<>();

    public WholeState(Whereabouts whereabouts, RowSource local, HttpClient client, PeerSettings settings) {
        this.whereabouts = whereabouts;
        this.local = local;
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Rows read(Ask ask) {
        List<String> holders = whereabouts.holders(ask.store().stage(), ask.partition());
        Unavailable last = null;
        Rows best = null;
        for (String holder : holders) {
            try {
                Rows rows = at(holder).read(ask);
                if (rows.standing().role() == Role.ACTIVE) {
                    return rows;
                }
                best = best == null
                                || rows.standing().behind() < best.standing().behind()
                        ? rows
                        : best;
            } catch (Unavailable notNow) {
                last = notNow;
            }
        }
        if (best != null) {
            return best;
        }
        throw last == null
                ? new Unavailable("no instance holds the partition now: store="
                        + ask.store().store() + ", partition=" + ask.partition()
                        + "; it is being moved, ask again in a moment")
                : last;
    }

    private RowSource at(String holder) {
        return holder.equals(whereabouts.here())
                ? local
                : peers.computeIfAbsent(holder, peer -> new PeerRows(client, peer, settings));
    }
}
