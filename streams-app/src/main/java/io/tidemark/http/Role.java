package io.tidemark.http;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows; each allows what those before it do. */
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
        return compareTo(wanted) >= 0;
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
