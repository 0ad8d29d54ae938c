package io.tidemark.query.board;

/** Who is told what is wrong, and so what the things are called that he gave. */
public enum Asker {
    /** Somebody at a command line. */
    COMMAND,
    /** A program that sent a request. */
    API;

    /** The option's name, or the field's. */
    public String name(String option, String field) {
        return this == COMMAND ? option : field;
    }
}
