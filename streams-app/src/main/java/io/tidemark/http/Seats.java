package io.tidemark.http;

import java.util.concurrent.Semaphore;

/**
 * How many requests may be under way that can have to wait, for other instances, for a broker, or for one who sends slowly. Each keeps a thread of the
 * server, which has 250; {@value EventsRoute#MOST_LISTENERS} more are kept by listeners. So there is always one for health, metrics and other instances,
 * which take no seat. Any thread.
 */
final class Seats {
    static final int MOST = 120;

    private final Semaphore free = new Semaphore(MOST);

    /**
     * Does it on a seat.
     *
     * @throws Problem.Failure 503 if all are taken
     */
    void on(Runnable work) {
        if (!free.tryAcquire()) {
            throw Problem.of(
                            503,
                            "too many questions at once",
                            MOST + " requests are being answered or wait for other instances; ask again in a second")
                    .failure();
        }
        try {
            work.run();
        } finally {
            free.release();
        }
    }
}
