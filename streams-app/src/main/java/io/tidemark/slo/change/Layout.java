package io.tidemark.slo.change;

/** The version byte that every layout begins with. */
final class Layout {
    private Layout() {}

    /** @throws IllegalStateException if the version is not the one that this build reads */
    static void check(String what, int version, int readable) {
        if (version != readable) {
            throw new IllegalStateException("cannot read " + what + ": version=" + version + ", readable versions=1.."
                    + readable + "; run with the newer build, or delete the store to rebuild it");
        }
    }
}
