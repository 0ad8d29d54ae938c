package io.tidemark.config;

import io.tidemark.domain.Cause;
import io.tidemark.domain.Owners;
import java.util.EnumMap;
import java.util.Map;

/** {@code owner:} and {@code owners: {data: …, training: …, serving: …, model: …}}. */
final class OwnersReader {
    private OwnersReader() {}

    /** Who is told, by cause. */
    static Owners read(Section section) {
        return new Owners(section.field("owner").text(""), section.section("owners", OwnersReader::byCause));
    }

    private static Map<Cause, String> byCause(Section owners) {
        Map<Cause, String> named = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.TOLD) {
            Field owner = owners.field(cause.word());
            if (owner.isPresent()) {
                named.put(cause, owner.requiredText("name who is told of alerts whose cause is " + cause.word()));
            }
        }
        return named;
    }
}
