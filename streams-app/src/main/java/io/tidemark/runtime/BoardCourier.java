package io.tidemark.runtime;

import io.tidemark.notify.AlertmanagerBoard;
import io.tidemark.notify.Letter;
import io.tidemark.notify.Target;
import io.tidemark.runtime.AlertFeed.Age;
import io.tidemark.runtime.AlertFeed.Message;
import java.time.Duration;
import java.util.List;

/**
 * Keeps Alertmanager believing what the topic says: news at once, everything again and again. It keeps the newest alert of each identity and
 * no queue, so that reading goes on while Alertmanager is away; offsets follow when it has taken what they say.
 */
final class BoardCourier implements Courier {
    private final AlertFeed feed;
    private final Delivery delivery;
    private final AlertmanagerBoard board;
    private final long resendMs;
    private long assignments;
    private long nextAllMs;
    private long notBeforeMs;

    BoardCourier(Target target, AlertFeed feed, Delivery delivery, Duration resend) {
        this.feed = feed;
        this.delivery = delivery;
        this.board = new AlertmanagerBoard(target, resend);
        this.resendMs = resend.toMillis();
    }

    @Override
    public void run() throws InterruptedException {
        while (!delivery.isStopped()) {
            List<Message> messages = feed.poll();
            if (assignments != feed.assignments()) {
                assignments = feed.assignments();
                board.forget();
                nextAllMs = 0;
            }
            long nowMs = delivery.clock().millis();
            messages.forEach(message -> hear(message, nowMs));
            if (feed.isReadBack() && nowMs >= notBeforeMs) {
                tell(nowMs);
            }
        }
    }

    private void hear(Message message, long nowMs) {
        if (message.age() == Age.LIVE) {
            board.put(message.heard().alert(), nowMs);
        } else {
            board.recall(message.heard().alert());
        }
    }

    private void tell(long nowMs) throws InterruptedException {
        boolean isTimeForAll = nowMs >= nextAllMs;
        if (!isTimeForAll && !board.hasNews()) {
            return;
        }
        for (Letter letter : isTimeForAll ? board.all(nowMs) : board.news(nowMs)) {
            long waitMs = delivery.post(letter, "a letter with several");
            if (waitMs > 0) {
                notBeforeMs = delivery.clock().millis() + waitMs;
                return;
            }
        }
        board.sent();
        nextAllMs = isTimeForAll ? nowMs + resendMs : nextAllMs;
        feed.commitAll();
    }
}
