package io.tidemark.slo.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a step of an error-budget policy asks for. A closed list, since a word that nobody knows would quietly allow what it was to
 * forbid. Tidemark itself decides only what {@code tidemark gate} answers; the rest is for people and their tools to do.
 */
public enum Action {
    /** It is written down where charts show it: every step is, so this asks for nothing more. */
    ANNOTATE("annotate"),
    /** Somebody plans the repair. */
    OPEN_TICKET("openTicket"),
    /** Somebody looks at each deployment first. */
    REQUIRE_REVIEW("requireReview"),
    /** No version is promoted. */
    HOLD_PROMOTIONS("holdPromotions"),
    /** New versions go to canaries alone, and none is promoted beyond them. */
    CANARY_ONLY("canaryOnly"),
    /** No version is deployed, canaries included, and none is promoted. */
    FREEZE_DEPLOYS("freezeDeploys"),
    /** Reliability comes before features. */
    PRIORITISE_RELIABILITY("prioritiseReliability"),
    /** What happened is written up. */
    REQUIRE_POSTMORTEM("requirePostmortem");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** The word in files and on topics. */
    public String word() {
        return word;
    }

    /** The action of a word; empty if there is none. */
    public static Optional<Action> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst();
    }

    /** All words, in the order of the enumeration. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Action::word).toList();
    }
}
