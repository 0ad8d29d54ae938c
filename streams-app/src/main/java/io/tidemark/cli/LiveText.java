package io.tidemark.cli;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.runtime.live.Finding;
import io.tidemark.runtime.live.Finding.Weight;
import io.tidemark.runtime.live.LiveReport;
import io.tidemark.runtime.live.Section;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a monitor file finds in a cluster, for people and for machines. */
final class LiveText {
    private LiveText() {}

    /** A section a thing; the number of findings last. */
    static void print(LiveReport report, String file, Terminal terminal) {
        for (Section section : report.sections()) {
            terminal.print(section.about());
            section.findings().forEach(finding -> print(finding, terminal));
        }
        long mend = report.count(Weight.MEND);
        if (mend == 0) {
            terminal.print(file + ": fits the cluster");
        } else {
            terminal.print(mend + (mend == 1 ? " thing" : " things") + " to mend");
        }
    }

    private static void print(Finding finding, Terminal terminal) {
        String word = String.format(Locale.ROOT, "  %-4s", finding.weight().word());
        String rest = "  " + finding.text();
        if (finding.weight() == Weight.MEND) {
            terminal.print(Colour.RED, word, rest);
        } else if (finding.weight() == Weight.NOTE) {
            terminal.print(Colour.YELLOW, word, rest);
        } else {
            terminal.print(word + rest);
        }
    }

    /** One object with the same words. */
    static String json(LiveReport report, String file, String warnings) {
        String sections = report.sections().stream().map(LiveText::json).collect(Collectors.joining(",", "[", "]"));
        return "{\"file\":" + JsonText.quote(file) + ",\"warnings\":" + warnings + ",\"mend\":"
                + report.count(Weight.MEND) + ",\"sections\":" + sections + "}";
    }

    private static String json(Section section) {
        String findings = section.findings().stream()
                .map(finding ->
                        "{\"is\":\"" + finding.weight().word() + "\",\"text\":" + JsonText.quote(finding.text()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"about\":" + JsonText.quote(section.about()) + facts(section.facts()) + ",\"findings\":" + findings
                + "}";
    }

    private static String facts(Map<String, Object> facts) {
        return facts.entrySet().stream()
                .map(fact -> "," + JsonText.quote(fact.getKey()) + ":"
                        + (fact.getValue() instanceof Long number
                                ? number.toString()
                                : JsonText.quote(fact.getValue().toString())))
                .collect(Collectors.joining());
    }
}
