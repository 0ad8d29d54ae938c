package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Scope;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is given up of one objective that the file has no more, or has for fewer slices; and what is said of it. Owned by one task. */
final class GivenUp {
    /** Whether the file still has the objective. */
    enum Extent {
        OBJECTIVE,
        SLICES
    }

    private final String model;
    private final String objective;
    private final Extent extent;
    private final Set<String> slices = new TreeSet<>();
    private int closed;
    private long newestMs;

    GivenUp(String model, String objective, Extent extent) {
        this.model = model;
        this.objective = objective;
        this.extent = extent;
    }

    /** A ledger, and when its newest slot ended. */
    void ledger(String slice, long endMs) {
        slices.add(slice);
        newestMs = Math.max(newestMs, endMs);
    }

    /** An alert that was closed; the same in words that say why. */
    Alert closed(Alert alert) {
        closed++;
        newestMs = Math.max(newestMs, alert.times().metricTimeMs());
        return inWords(alert, "the file asks for it no more");
    }

    /** An alert that is closed for a reason that no data show. */
    static Alert inWords(Alert alert, String why) {
        Alert.Promise promise = alert.promise();
        String mark = alert.isDryRun() ? "dry run: " : "";
        String slice = promise.scope().isWhole() ? "" : " in " + promise.scope().slice();
        String text = mark + promise.scope().model() + " · " + promise.objective() + slice + ": " + why + ", its "
                + alert.severity().word() + " is closed\n" + AlertText.third(promise);
        return alert.withSummary(text.stripTrailing());
    }

    /** {@code payments · payments-drift: the file asks for it no more; 1 alert closed, 3 budgets given up}. */
    Annotation annotation(long clockMs) {
        String gone = extent == Extent.OBJECTIVE
                ? "the file asks for it no more"
                : "the file asks for some slices of it no more";
        String text = model + " · " + objective + ": " + gone + "; " + count(closed, "alert") + " closed, "
                + count(slices.size(), "budget") + " given up";
        String slice = slices.size() == 1 ? slices.iterator().next() : extent == Extent.OBJECTIVE ? Scope.ALL : "";
        return Annotation.of(
                String.join("|", "slo_gone", model, objective, String.valueOf(clockMs)),
                Kind.SLO_EDITED,
                new Annotation.Subject(model, objective, slice, ""),
                new Annotation.Times(newestMs, newestMs, clockMs),
                text,
                new TreeMap<>(Map.of(
                        "closed", String.valueOf(closed),
                        "budgets", String.valueOf(slices.size()))));
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
