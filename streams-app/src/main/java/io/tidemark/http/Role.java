package io.tidemark.http;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows; to act is to look too, and an admin may do both. A peer reads rows and nothing else, and nobody else reads them. */
public enum Role implements RouteRole {
    /** Nothing is asked of who calls: health. */
    ANYONE,
    /** To look. */
    READ,
    /** To acknowledge, silence, annotate and correct. */
    ACT,
    /** To pin references. */
    ADMIN,
    /** To read raw rows: other instances of the application. */
    PEER;

    boolean allows(Role wanted) {
        return this == wanted || this != PEER && wanted != PEER && compareTo(wanted) > 0;
    }

    /** The word in files. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word in a tokens file; {@code anyone} is none that could be given. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values())
                .filter(role -> role != ANYONE && role.word().equals(word.strip()))
                .findFirst();
    }
}
