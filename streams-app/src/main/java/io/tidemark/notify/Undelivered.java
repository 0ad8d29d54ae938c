package io.tidemark.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@value #MOST} notices that targets refused, for people to look at. Any thread. */
public final class Undelivered {
    private static final int MOST = 100;

    private final Deque<Notice> notices = new ArrayDeque<>();

    /**
     * A notice that nobody got.
     *
     * @param target its name
     * @param alertId of the alert; of a letter with several, how many
     * @param status of HTTP
     * @param text what the target said
     * @param atMs when, by the clock
     */
    public record Notice(String target, String alertId, int status, String text, long atMs) {}

    /** Adds one; the oldest is dropped if there are too many. */
    public synchronized void add(Notice notice) {
        notices.addLast(notice);
        if (notices.size() > MOST) {
            notices.removeFirst();
        }
    }

    /** All of them, the oldest first. */
    public synchronized List<Notice> all() {
        return List.copyOf(notices);
    }
}
