package io.tidemark.notify;

/** How a target that keeps incidents wants to be told. */
public sealed interface LetterWriter permits Webhook, PagerDuty {
    /**
     * The letter for one attempt; the next attempt's is written anew.
     *
     * @param action anything but {@link Action#NOTHING}
     * @param nowMs the clock
     */
    Letter write(Action action, Heard heard, long nowMs);

    /**
     * The writer for a target.
     *
     * @throws IllegalArgumentException for Alertmanager, which keeps states: {@link AlertmanagerBoard}
     */
    static LetterWriter of(Target target) {
        return switch (target.kind()) {
            case WEBHOOK -> new Webhook(target);
            case PAGERDUTY -> new PagerDuty(target);
            case ALERTMANAGER -> throw new IllegalArgumentException("Alertmanager gets no letters: target=" + target);
        };
    }
}
