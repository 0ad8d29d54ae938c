package io.tidemark.runtime;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.notify.Answer;
import io.tidemark.notify.Backoff;
import io.tidemark.notify.Letter;
import io.tidemark.notify.Post;
import io.tidemark.notify.Target;
import io.tidemark.notify.Undelivered;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One target's letters: posts them, counts and logs what comes of it, and says how long to wait. Used by one thread. */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int SAY_AGAIN_AFTER = 20;

    private final Target target;
    private final Office office;
    private final Backoff backoff;
    private int failures;

    /**
     * What all targets share.
     *
     * @param undelivered takes what is refused
     * @param isStopped whether to stop
     */
    record Office(Post post, Undelivered undelivered, Meters meters, Clock clock, BooleanSupplier isStopped) {}

    Delivery(Target target, Office office, Backoff backoff) {
        this.target = target;
        this.office = office;
        this.backoff = backoff;
    }

    Clock clock() {
        return office.clock();
    }

    boolean isStopped() {
        return office.isStopped().getAsBoolean();
    }

    BooleanSupplier stop() {
        return office.isStopped();
    }

    /**
     * Posts a letter.
     *
     * @param about what it is about, for people
     * @return 0 if the target took or refused it; else how long to wait before the next try, in ms
     */
    long post(Letter letter, String about) throws InterruptedException {
        Answer answer = office.post().send(letter, clock().millis());
        if (answer instanceof Answer.NotNow later) {
            return failed(later);
        }
        if (answer instanceof Answer.Refused refused) {
            refused(refused, about);
        } else {
            office.meters().add(Meter.LETTERS_TAKEN, 1);
        }
        if (failures > 0) {
            log.info("a target answers again target={} failures={}", target, failures);
        }
        failures = 0;
        return 0;
    }

    private long failed(Answer.NotNow later) {
        failures++;
        office.meters().add(Meter.LETTERS_RETRIED, 1);
        long waitMs = Math.max(1, backoff.waitMs(failures, later.afterMs()));
        if (failures == 1 || failures % SAY_AGAIN_AFTER == 0) {
            log.warn(
                    "a target does not take alerts; they wait in the topic target={} failures={} next try in ms={} why={}",
                    target,
                    failures,
                    waitMs,
                    later.why());
        }
        return waitMs;
    }

    private void refused(Answer.Refused refused, String about) {
        office.meters().add(Meter.LETTERS_REFUSED, 1);
        office.undelivered()
                .add(new Undelivered.Notice(target.name(), about, refused.status(), refused.text(), clock().millis()));
        log.error(
                "a target refused an alert, which is passed over target={} alert={} status={} text={}",
                target,
                about,
                refused.status(),
                refused.text());
    }
}
