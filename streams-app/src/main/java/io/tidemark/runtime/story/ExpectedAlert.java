package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import java.util.Locale;

/**
 * An alert that an event of the story has to raise.
 *
 * @param severity PAGE or TICKET
 * @param subject what it is about, its cause and its owner
 * @param begins how the sentence for people begins
 */
public record ExpectedAlert(String severity, OutputLine.Subject subject, String begins) {
    /** Whether an alert is the one. */
    boolean isMetBy(OutputLine.OfAlert alert) {
        return alert.severity().equals(severity)
                && alert.subject().equals(subject)
                && alert.summary().startsWith(begins);
    }

    /** {@code page of fraud-loading, cause serving, owner team-serving: fraud · version v2 does not load …}. */
    String words() {
        return words(severity, subject, begins + " …");
    }

    /** The same words of an alert that was heard. */
    static String words(OutputLine.OfAlert alert) {
        String first = alert.summary().lines().findFirst().orElse("");
        return words(alert.severity(), alert.subject(), first) + (alert.isDryRun() ? " (dry run)" : "");
    }

    private static String words(String severity, OutputLine.Subject subject, String says) {
        String where = subject.slice().equals("*") ? "" : " of " + subject.slice();
        return severity.toLowerCase(Locale.ROOT) + " of " + subject.objective() + where + ", cause " + subject.cause()
                + ", owner " + subject.owner() + ": " + says;
    }
}
