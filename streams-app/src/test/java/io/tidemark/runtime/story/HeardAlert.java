package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.OutputLine.Step;

/** Alerts as they open. */
final class HeardAlert {
    private HeardAlert() {}

    static OutputLine.OfAlert meeting(ExpectedAlert expected) {
        return of(expected.severity(), expected.subject(), expected.begins());
    }

    static OutputLine.OfAlert of(String severity, OutputLine.Subject subject, String summary) {
        return with(severity, subject, summary, Step.OPENED, "");
    }

    static OutputLine.OfAlert with(
            String severity, OutputLine.Subject subject, String summary, Step step, String policyStep) {
        return new OutputLine.OfAlert("", "{}", severity, step, false, 0, summary, policyStep, subject);
    }
}
