package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one target has been told: turns the alerts of a topic, which repeat themselves, into the few transitions that people hear of.
 *
 * <p>An episode is opened with its first alert that is open, wanted, for one of the target's roles, and neither silenced nor explained by
 * another: as a rule that is the notice {@code opened}, but where a silence ends or an escalation reaches the target it is a later one. It
 * is closed if it was opened, whatever covers it by then, or if nothing at all is known of its identity: then its opening is older than
 * what was read back. Between the two it is acknowledged and escalated. A number that was heard before is nothing.
 *
 * <p>The same alerts in the same order give the same actions, so that after a restart the topic's past gives back what was told. At most
 * {@value #MOST} identities are remembered, those heard last. Owned by one thread.
 */
public final class Told {
    private static final int MOST = 100_000;

    private final Target target;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /**
     * The newest alert of an identity.
     *
     * @param isTold whether the target has an open incident of that episode
     */
    private record Known(String episodeId, long firedMs, long sequence, boolean isTold) {}

    public Told(Target target) {
        this.target = target;
    }

    /** Hears an alert; returns what the target is to do about it, which counts as done. */
    public Action hear(Alert alert) {
        if (!target.wants(alert)) {
            return Action.NOTHING;
        }
        @Nullable Known before = known.get(alert.dedupKey());
        if (before != null && !alert.isAfter(before.firedMs(), before.sequence())) {
            return Action.NOTHING;
        }
        boolean isTold = before != null && before.isTold() && before.episodeId().equals(alert.episodeId());
        Action action = action(alert, isTold, before == null);
        boolean isTellable = action == Action.OPEN || (isTold && alert.isOpen());
        known.put(
                alert.dedupKey(), new Known(alert.episodeId(), alert.times().firedMs(), alert.sequence(), isTellable));
        return action;
    }

    private Action action(Alert alert, boolean isTold, boolean isUnknown) {
        if (alert.transition().state() == State.RESOLVED) {
            return isTold || isUnknown ? Action.CLOSE : Action.NOTHING;
        }
        if (!alert.isOpen() || alert.context().standing().isCovered()) {
            return Action.NOTHING;
        }
        if (!isTold) {
            return target.reaches(alert) ? Action.OPEN : Action.NOTHING;
        }
        return following(alert);
    }

    private Action following(Alert alert) {
        Notice notice = alert.transition().notice();
        if (notice == Notice.ACKNOWLEDGED) {
            return Action.ACKNOWLEDGE;
        }
        return notice == Notice.ESCALATED && target.reaches(alert) ? Action.ESCALATE : Action.NOTHING;
    }

    /** Forgets everything: the topic's past is about to be read again. */
    public void forget() {
        known.clear();
    }
}
