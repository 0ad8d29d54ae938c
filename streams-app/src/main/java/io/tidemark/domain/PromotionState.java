package io.tidemark.domain;

import java.util.List;
import java.util.Locale;

/**
 * How far a model has come, and whether it may go on to production.
 *
 * @param lifecycle how far it has come
 * @param candidate the version that is judged; empty if none is known
 * @param answer whether every criterion is met
 * @param criteria each criterion with its evidence, in the file's order; empty where the file has none
 * @param sinceMs event time since when the answer is what it is; 0 if there never was another
 * @param recommendation {@code demote} where a production model misses what it was promoted for; empty otherwise
 */
public record PromotionState(
        Lifecycle lifecycle,
        String candidate,
        Answer answer,
        List<Criterion> criteria,
        long sinceMs,
        String recommendation) {
    /** Of a model that the file says nothing about. */
    public static final PromotionState NONE =
            new PromotionState(Lifecycle.PRODUCTION, "", Answer.UNKNOWN, List.of(), 0, "");

    public PromotionState {
        criteria = List.copyOf(criteria);
    }

    /** Whether something is met. */
    public enum Answer {
        YES,
        NO,
        /** Nobody knows; to be taken for no. */
        UNKNOWN;

        /** The word on topics and on screens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One criterion.
     *
     * @param name as in the file
     * @param answer whether it is met
     * @param evidence what the answer rests on, for people
     */
    public record Criterion(String name, Answer answer, String evidence) {}

    /** Whether the file names criteria. */
    public boolean hasCriteria() {
        return !criteria.isEmpty();
    }
}
