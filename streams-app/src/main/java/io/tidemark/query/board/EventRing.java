package io.tidemark.query.board;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last {@value #MOST} events, for listeners who each read at their own pace: who is slower than that has missed some and is told so. Any
 * thread may add and listen; nobody who adds waits for who listens.
 */
public final class EventRing {
    static final int MOST = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BoardEvent> events = new ArrayDeque<>();
    private long missed;
    private long newest;
    private boolean isClosed;

    /** What a listener hears. */
    public enum News {
        /** Nothing, or what came. */
        HEARD,
        /** Some of it is not kept any more: everything has to be asked anew. */
        MISSED,
        /** There will be no more. */
        CLOSED
    }

    /**
     * What came.
     *
     * @param events in order
     * @param upTo what to ask with next time
     */
    public record Batch(News news, List<BoardEvent> events, long upTo) {}

    /** Events before that moment are not told of. */
    void begin(long id) {
        lock.lock();
        try {
            missed = id;
            newest = id;
        } finally {
            lock.unlock();
        }
    }

    void add(BoardEvent event) {
        lock.lock();
        try {
            events.addLast(event);
            newest = event.id();
            if (events.size() > MOST) {
                missed = events.removeFirst().id();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The moment of the newest event. */
    public long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What came after that event; waits a while if nothing did.
     *
     * @throws InterruptedException if the thread is told to stop
     */
    public Batch after(long id, long patienceMs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(patienceMs);
            while (newest <= id && !isClosed && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            if (isClosed) {
                return new Batch(News.CLOSED, List.of(), id);
            }
            if (id < missed || id > newest) {
                return new Batch(News.MISSED, List.of(), newest);
            }
            return new Batch(
                    News.HEARD, events.stream().filter(event -> event.id() > id).toList(), newest);
        } finally {
            lock.unlock();
        }
    }
}
