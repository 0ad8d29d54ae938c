package io.tidemark.config;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
final class Plain {
    private static final MathContext DIGITS = new MathContext(9);

    private Plain() {}

    /** Without an exponent, zeros at the end, and what binary fractions add. */
    static String of(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
