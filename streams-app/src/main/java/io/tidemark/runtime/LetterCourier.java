package io.tidemark.runtime;

import io.tidemark.domain.Alert;
import io.tidemark.notify.Action;
import io.tidemark.notify.Heard;
import io.tidemark.notify.LetterWriter;
import io.tidemark.notify.Target;
import io.tidemark.notify.Told;
import io.tidemark.runtime.AlertFeed.Age;
import io.tidemark.runtime.AlertFeed.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a webhook or PagerDuty of transitions, one after the other: the next alert is not looked at before the one at hand is taken or refused.
 * While a target fails nothing more is read, so that what waits, waits in the topic. The offset follows each letter; only where an answer is
 * lost, or the process dies between an answer and its commit, is a letter sent twice, with the same id.
 */
final class LetterCourier implements Courier {
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final AlertFeed feed;
    private final LetterWriter writer;
    private final Delivery delivery;
    private final Told told;
    /** What was open when a new group came: it is told of that, not of what led there. */
    private final Map<String, Heard> openBefore = new LinkedHashMap<>();

    private boolean hasBegun;
    private long assignments;
    private long committedMs;

    LetterCourier(Target target, AlertFeed feed, Delivery delivery) {
        this.feed = feed;
        this.writer = LetterWriter.of(target);
        this.delivery = delivery;
        this.told = new Told(target);
    }

    @Override
    public void run() throws InterruptedException {
        while (!delivery.isStopped()) {
            List<Message> messages = feed.poll();
            forgetIfMoved();
            if (hear(messages) && feed.isReadBack() && begin()) {
                commit();
            }
        }
    }

    private void forgetIfMoved() {
        if (assignments != feed.assignments()) {
            assignments = feed.assignments();
            told.forget();
            openBefore.clear();
            hasBegun = false;
        }
    }

    /** Returns whether all were dealt with; else the partitions are another's, or it is time to stop. */
    private boolean hear(List<Message> messages) throws InterruptedException {
        for (Message message : messages) {
            if (!hear(message)) {
                return false;
            }
        }
        return true;
    }

    private boolean hear(Message message) throws InterruptedException {
        Heard heard = message.heard();
        if (message.age() == Age.UNTOLD) {
            remember(heard);
            return true;
        }
        Action action = told.hear(heard.alert());
        if (message.age() == Age.TOLD || action == Action.NOTHING) {
            return true;
        }
        if (!deliver(action, heard)) {
            return false;
        }
        feed.commit(message.partition(), message.next());
        return true;
    }

    private void remember(Heard heard) {
        Alert alert = heard.alert();
        if (alert.isOpen()) {
            openBefore.put(alert.dedupKey(), heard);
        } else {
            openBefore.remove(alert.dedupKey());
        }
    }

    /** Before the first live alert. Only then a new group is no longer new: what comes while its target is away is live to it. */
    private boolean begin() throws InterruptedException {
        if (hasBegun) {
            return true;
        }
        for (Heard heard : openBefore.values()) {
            Action action = told.hear(heard.alert());
            if (action != Action.NOTHING && !deliver(action, heard)) {
                return false;
            }
        }
        openBefore.clear();
        feed.commitStarts();
        hasBegun = true;
        return true;
    }

    private boolean deliver(Action action, Heard heard) throws InterruptedException {
        while (!delivery.isStopped()) {
            long waitMs = delivery.post(
                    writer.write(action, heard, delivery.clock().millis()),
                    heard.alert().id());
            if (waitMs == 0) {
                return true;
            }
            if (!feed.rest(waitMs, delivery.stop())) {
                return false;
            }
        }
        return false;
    }

    /** Of alerts that are no transitions, now and then, so that they are not read again after a restart. */
    private void commit() {
        long nowMs = delivery.clock().millis();
        if (nowMs - committedMs >= COMMIT_EVERY.toMillis()) {
            committedMs = nowMs;
            feed.commitAll();
        }
    }
}
