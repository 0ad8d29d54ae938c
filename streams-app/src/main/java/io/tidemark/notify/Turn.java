package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import java.util.Locale;

/** What happened to an episode at one of its alerts, for timelines. */
public final class Turn {
    private Turn() {}

    /** Whether something happened: a mere refresh or repetition is no turn. */
    public static boolean isOne(Alert alert) {
        Alert.Transition transition = alert.transition();
        boolean isUpdate = transition.notice() == Notice.UPDATED || transition.notice() == Notice.HEARTBEAT;
        return !isUpdate || transition.state() != transition.previousState();
    }

    /** {@code fired, page, 41 % used, gone in 19 h at this rate}; {@code resolved: recovered}. */
    public static String words(Alert alert) {
        Alert.Transition transition = alert.transition();
        AlertContext.Standing standing = alert.context().standing();
        if (transition.notice() == Notice.ACKNOWLEDGED) {
            return "acknowledged by " + standing.acknowledgedBy();
        }
        if (transition.notice() == Notice.ESCALATED) {
            return "escalated to " + String.join(", ", standing.roles());
        }
        if (transition.state() == State.RESOLVED) {
            return "resolved: " + word(transition.reason());
        }
        String budget = ", " + AlertFacts.budget(alert.budget());
        return switch (transition.notice()) {
            case OPENED -> "fired, " + alert.severity().word() + budget;
            default -> word(transition.state()) + budget;
        };
    }

    /** An enum's word as people write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
