package io.tidemark.domain;

import java.util.List;

/**
 * What a model may do while its error budgets stand as they do. The newest decision of a model holds.
 *
 * @param model the monitored model
 * @param freedom what is allowed
 * @param reasons the steps that hold, the furthest first; empty if nothing stands in the way
 * @param exceptions what is allowed all the same; empty if nothing stands in the way
 * @param metricTimeMs the event time that it speaks of
 * @param clockTimeMs when it was decided, by the monitor's clock; a replay changes it
 * @param promotion how far the model has come, and whether it may go on
 * @param versions where its versions come from, the one that was heard of last first
 */
public record PolicyDecision(
        String model,
        Freedom freedom,
        List<HeldStep> reasons,
        List<String> exceptions,
        long metricTimeMs,
        long clockTimeMs,
        PromotionState promotion,
        List<VersionLineage> versions) {
    public PolicyDecision {
        versions = List.copyOf(versions);
        reasons = List.copyOf(reasons);
        exceptions = List.copyOf(exceptions);
    }

    /** Of a model whose file says nothing of its promotion. */
    public PolicyDecision(
            String model,
            Freedom freedom,
            List<HeldStep> reasons,
            List<String> exceptions,
            long metricTimeMs,
            long clockTimeMs) {
        this(model, freedom, reasons, exceptions, metricTimeMs, clockTimeMs, PromotionState.NONE, List.of());
    }

    /** The same with how far the model has come. */
    public PolicyDecision with(PromotionState other) {
        return new PolicyDecision(model, freedom, reasons, exceptions, metricTimeMs, clockTimeMs, other, versions);
    }

    /** The same with where the model's versions come from. */
    public PolicyDecision with(List<VersionLineage> others) {
        return new PolicyDecision(model, freedom, reasons, exceptions, metricTimeMs, clockTimeMs, promotion, others);
    }

    /**
     * What is allowed. Each limit says something of its own; {@link Purpose} puts them together.
     *
     * @param areDeploysAllowed whether versions may be deployed at all, to a canary too
     * @param arePromotionsAllowed whether a version may be promoted
     * @param isCanaryOnly whether versions may go to canaries alone
     * @param isReviewRequired whether somebody has to look at each deployment first
     */
    public record Freedom(
            boolean areDeploysAllowed, boolean arePromotionsAllowed, boolean isCanaryOnly, boolean isReviewRequired) {
        /** Nothing stands in the way. */
        public static final Freedom FULL = new Freedom(true, true, false, false);
    }

    /**
     * A step of an error-budget policy that was entered and not left.
     *
     * @param objective whose budget it is
     * @param policy the policy's name
     * @param threshold share of the budget from which it holds
     * @param consumed share of the budget that is used up now
     * @param endsBelow share of the budget under which it ends
     * @param severity the severity's word
     * @param actions what it asks for, by their words
     * @param roles who was told
     * @param sinceMs event time at which it was entered
     */
    public record HeldStep(
            String objective,
            String policy,
            double threshold,
            double consumed,
            double endsBelow,
            String severity,
            List<String> actions,
            List<String> roles,
            long sinceMs) {
        public HeldStep {
            actions = List.copyOf(actions);
            roles = List.copyOf(roles);
        }
    }

    /** What somebody wants to do. */
    public enum Purpose {
        /** A new version for all events. */
        DEPLOY,
        /** A version that runs for some events, for all of them. */
        PROMOTE,
        /** A new version for few events. */
        CANARY,
        /** An experimental model that becomes a production model. */
        PROMOTION
    }

    /** Whether it may be done, exceptions aside. */
    public boolean allows(Purpose purpose) {
        return switch (purpose) {
            case DEPLOY -> freedom.areDeploysAllowed() && !freedom.isCanaryOnly();
            case PROMOTE -> freedom.arePromotionsAllowed();
            case CANARY -> freedom.areDeploysAllowed();
            case PROMOTION -> promotion.answer() == PromotionState.Answer.YES;
        };
    }
}
