package io.tidemark.runtime;

import io.tidemark.domain.Alert;

/** Episodes as they are named to people who mistyped one. */
final class EpisodeNames {
    private EpisodeNames() {}

    /** {@code f200…:862876800 (electricity, electricity-drift, *)}. */
    static String shown(Alert alert) {
        return alert.episodeId() + " (" + alert.promise().scope().model() + ", "
                + alert.promise().objective() + ", " + alert.promise().scope().slice() + ")";
    }
}
