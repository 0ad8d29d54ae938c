package io.tidemark.quiet;

/** What other tools would have raised on the same window; their rules re-expressed from their sources, rows of the column's atoms. */
enum Rival {
    /** PSI ≥ 0.1 on the reference's deciles, equal ones taken together, empty bins raised to 0.0001; categories as they are. */
    PSI("PSI ≥ 0.1"),
    /** Two-sample Kolmogorov–Smirnov, p &lt; 0.05 by the limit law; for categories the χ² test. */
    KS("KS p < 0.05"),
    /** Evidently's defaults: by the reference's rows and the column's distinct values. */
    EVIDENTLY("Evidently"),
    /** NannyML's default drift alarm: JS distance over the reference's windows' mean + 3 standard deviations. */
    NANNYML("NannyML"),
    /** alibi-detect's: KS or χ² with p under 0.05 over the number of columns. */
    ALIBI("alibi-detect");

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
