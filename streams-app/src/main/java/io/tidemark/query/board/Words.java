package io.tidemark.query.board;

import java.util.Locale;

/** Words as the API has them. */
final class Words {
    private Words() {}

    /** An enum's constant in lower case. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
