package io.tidemark.runtime.live;

/**
 * One sentence about a cluster and a monitor file.
 *
 * @param weight whether somebody has to do something
 * @param text what, where, the value seen, and, where something is to be mended, what would be right
 */
public record Finding(Weight weight, String text) {
    /** Whether somebody has to do something. */
    public enum Weight {
        /** As it should be. */
        OK("ok"),
        /** Worth knowing. */
        NOTE("note"),
        /** Will be created by {@code run}. */
        NEW("new"),
        /** Does not fit. */
        MEND("mend");

        private final String word;

        Weight(String word) {
            this.word = word;
        }

        /** As people and machines read it. */
        public String word() {
            return word;
        }
    }
}
