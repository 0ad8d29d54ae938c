package io.tidemark.judge;

import io.tidemark.domain.Change;
import io.tidemark.slo.change.VersionComparison;
import io.tidemark.slo.change.VersionComparison.Control;
import io.tidemark.slo.change.VersionComparison.Side;
import io.tidemark.slo.change.VersionComparison.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the data say of a new version, with the evidence, and how far it goes. */
final class AdviceText {
    private static final double SMALLEST = 1e-12;

    private AdviceText() {}

    /** One sentence; empty where nothing can be said. */
    static String of(VersionComparison found, double budgetAtRisk) {
        return switch (found.verdict()) {
            case ROLL_BACK ->
                "roll back " + found.fresh() + ": " + shares(found) + " in the same windows (" + rows(found) + ", "
                        + probability(found.probability()) + ")" + cost(budgetAtRisk);
            case NOT_WORSE ->
                found.control() == Control.CONCURRENT
                        ? found.fresh() + " is not shown to be worse: " + shares(found) + " in the same windows ("
                                + rows(found) + ")"
                        : "";
            case TOO_FEW ->
                found.fresh() + " against " + found.former() + ": too few rows in the same windows to tell ("
                        + rows(found) + "; " + VersionComparison.FEWEST_ROWS + " of each are needed)";
            case WEAK -> weak(found);
            case UNKNOWN -> "";
        };
    }

    private static String weak(VersionComparison found) {
        return found.control() == Control.CONCURRENT
                ? found.fresh() + " looks worse: " + shares(found) + " in the same windows: weak, for windows are few"
                : found.fresh() + " looks worse: " + shares(found) + " before it: before and after only, weak ("
                        + rows(found) + ")";
    }

    private static String shares(VersionComparison found) {
        if (found.unit() == Unit.WINDOWS) {
            return windows(found.newer()) + " windows bad against " + windows(found.older()) + " of " + found.former();
        }
        return share(found.newer()) + " bad against " + found.former() + "'s " + share(found.older());
    }

    private static String windows(Side side) {
        return side.bad() + " of " + side.total();
    }

    private static String share(Side side) {
        double share = side.share();
        return share > 0 && share < 0.001 ? String.format(Locale.ROOT, "%.3f %%", 100 * share) : Words.share(share);
    }

    private static String rows(VersionComparison found) {
        return "n " + Words.count(found.newer().total()) + " against "
                + Words.count(found.older().total());
    }

    private static String probability(double p) {
        return p < SMALLEST ? "p < 1e-12" : String.format(Locale.ROOT, "p %.0e", p);
    }

    private static String cost(double budgetAtRisk) {
        return "; it has cost about " + Words.wholeShare(budgetAtRisk) + " of the budget";
    }

    /** The same for machines. */
    static Map<String, String> values(Change change, VersionComparison found, double budgetAtRisk) {
        Map<String, String> values = new TreeMap<>();
        values.put("eventId", change.eventId());
        values.put("version", found.fresh());
        values.put("against", found.former());
        values.put("control", found.control().name().toLowerCase(Locale.ROOT));
        values.put("unit", found.unit().name().toLowerCase(Locale.ROOT));
        values.put("bad", Long.toString(found.newer().bad()));
        values.put("total", Long.toString(found.newer().total()));
        values.put("badAgainst", Long.toString(found.older().bad()));
        values.put("totalAgainst", Long.toString(found.older().total()));
        values.put("probability", Double.toString(found.probability()));
        values.put("comparedMs", Long.toString(found.comparedMs()));
        values.put("budgetAtRisk", Double.toString(budgetAtRisk));
        return values;
    }
}
