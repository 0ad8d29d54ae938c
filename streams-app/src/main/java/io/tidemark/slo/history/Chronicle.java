package io.tidemark.slo.history;

import java.util.ArrayList;
import java.util.List;

/** Moves and incidents as they come, the first {@link Trial#MOST} of each. Owned by one thread. */
final class Chronicle {
    private final List<Move> moves = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private long left;

    void add(Move move) {
        left += moves.size() < Trial.MOST ? 0 : 1;
        if (moves.size() < Trial.MOST) {
            moves.add(move);
        }
    }

    void add(Incident incident) {
        left += incidents.size() < Trial.MOST ? 0 : 1;
        if (incidents.size() < Trial.MOST) {
            incidents.add(incident);
        }
    }

    List<Move> moves() {
        return moves;
    }

    List<Incident> incidents() {
        return incidents;
    }

    long left() {
        return left;
    }
}
