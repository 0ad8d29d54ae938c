package io.tidemark.domain;

import java.util.Locale;

/** How far a model has come. Not to be mistaken for the {@link Stage} of an event, which says where that comes from. */
public enum Lifecycle {
    /** It is tried out: of its objectives only the minimal ones are told, the others are computed and nobody hears of them. */
    EXPERIMENTAL,
    /** It is relied upon: all of its objectives are told. */
    PRODUCTION;

    /** The word in files and on topics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
