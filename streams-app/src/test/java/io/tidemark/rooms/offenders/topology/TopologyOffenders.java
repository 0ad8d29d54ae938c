package io.tidemark.rooms.offenders.topology;

import io.tidemark.rooms.offenders.profile.ProfileOffenders;
import io.tidemark.rooms.offenders.runtime.RuntimeOffenders;
import io.tidemark.rooms.offenders.store.StoreOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class TopologyOffenders {
    private TopologyOffenders() {}

    record KnowsRuntime(RuntimeOffenders.Innocent other) {}

    static final class StartsThread {
        void start(Runnable work) {
            new Thread(work).start();
        }
    }

    static final class MakesPool {
        Object pool() {
            return java.util.concurrent.Executors.newCachedThreadPool();
        }
    }

    static final class Borrows {
        long count(java.util.List<String> list) {
            return list.parallelStream().count();
        }
    }

    /** Knows the stages. */
    public record Innocent(ProfileOffenders.Innocent profile, StoreOffenders.Innocent store) {}
}
