package io.tidemark.config;

import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.config.IndicatorSpec.Limit;
import io.tidemark.stats.Measure;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/** {@code op} and {@code value} of an objective on windows; of latency its {@code quantile}. */
final class LimitReader {
    private static final Set<String> OPERATORS = Set.of("lte", "gte", "lt", "gt");

    /** Kinds whose value people state as a share of good ones; readings have that of bad ones. */
    private static final Set<Kind> SAYING_GOOD = EnumSet.of(Kind.AVAILABILITY, Kind.DEPENDENCY);

    private final Field op;
    private final Field value;

    private LimitReader(Section objective) {
        this.op = objective.field("op");
        this.value = objective.field("value");
    }

    /**
     * Reads the limit.
     *
     * @param source {@code metricSource.spec}
     */
    static Limit read(Section objective, Section source, Kind kind, Set<Measure> measures) {
        LimitReader reader = new LimitReader(objective);
        if (kind == Kind.LATENCY) {
            return reader.quantile(source.field("quantile"));
        }
        if (SAYING_GOOD.contains(kind)) {
            return reader.shareOfGood();
        }
        return kind == Kind.SLOWER ? reader.rise() : reader.band(measures, source.field("measures"));
    }

    private boolean isStated() {
        return op.isPresent() || value.isPresent();
    }

    private Limit band(Set<Measure> measures, Field measuresField) {
        if (!isStated()) {
            return new Limit.Tolerance();
        }
        String word = operator();
        if (!value.isPresent()) {
            value.failMissing("write the number that op compares with");
        } else if (measures.size() > 1) {
            measuresField.failMissing("value=" + value.text("") + " needs to know which measure it limits, like ks; "
                    + "or leave op and value out, and the monitor's tolerances decide");
        }
        double number = value.number(0);
        return word.startsWith("l") ? atMost(number) : new Limit.Band(number, Double.POSITIVE_INFINITY);
    }

    private String operator() {
        String word = op.requiredText("write lte or gte");
        if (op.isSingle() && !OPERATORS.contains(word)) {
            op.fail("is none of lte, gte, lt, gt");
        }
        return word;
    }

    private static Limit atMost(double highest) {
        return new Limit.Band(Double.NEGATIVE_INFINITY, highest);
    }

    /** At most so much of what is above the quantile. */
    private Limit quantile(Field quantile) {
        if (!quantile.isPresent()) {
            quantile.failMissing("write quantile: 0.95 for a window whose p95 is within the limit; or a ratioMetric, "
                    + "which counts requests");
        }
        for (Field field : new Field[] {op, value}) {
            if (field.isPresent()) {
                field.fail("is not for kind: latency, where quantile and limit decide; leave op and value out");
            }
        }
        return atMost(complement(quantile.numberBetween(0, 1, 0.95)));
    }

    /** 1 − share, as people would write it. */
    private static double complement(double share) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(share)).doubleValue();
    }

    private Limit shareOfGood() {
        if (!isStated()) {
            return new Limit.Tolerance();
        }
        if (operator().startsWith("l")) {
            op.fail("asks for few good ones; write gte");
        }
        if (!value.isPresent()) {
            value.failMissing("write the share of good ones that a window needs, like 0.99");
        }
        return atMost(complement(value.numberBetween(0, 1, 0.99)));
    }

    private Limit rise() {
        if (!isStated()) {
            return new Limit.Rise();
        }
        if (operator().startsWith("g")) {
            op.fail("asks for a rise, and only slower is bad; write lte");
        }
        if (!value.isPresent()) {
            value.failMissing("write the largest rank shift that is in order, like 0.1: 55 % of pairs are slower then");
        }
        return atMost(value.numberBetween(0, 1, 0.1));
    }
}
