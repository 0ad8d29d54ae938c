package io.tidemark.rooms.offenders.assess;

import io.tidemark.rooms.offenders.store.StoreOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class AssessOffenders {
    private AssessOffenders() {}

    record CoreKnowsStore(StoreOffenders.Innocent store) {}

    static final class ReadsClock {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static final class ReadsClockByReference {
        java.util.function.LongSupplier clock() {
            return System::nanoTime;
        }
    }

    static final class ReadsInstant {
        java.time.Instant now() {
            return java.time.Instant.now();
        }
    }

    static final class MakesClock {
        java.time.Clock clock() {
            return java.time.Clock.systemUTC();
        }
    }

    /** A clock that was handed in is in order. */
    public static final class Innocent {
        java.time.Instant now(java.time.Clock clock) {
            return java.time.Instant.now(clock);
        }
    }
}
