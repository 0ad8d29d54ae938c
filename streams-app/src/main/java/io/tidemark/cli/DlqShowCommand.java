package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.Letter;
import io.tidemark.runtime.letters.LetterFilter;
import io.tidemark.runtime.letters.LetterPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark dlq show}: one letter whole. */
@Command(
        name = "show",
        description = "Shows one dead letter: why, where the record stood, its headers, and with --payload its bytes.",
        footer = {
            "",
            "Payloads may be personal: without --payload only their length and the first five bytes (the wire format) are shown.",
            "Exit code: 0 found, 2 there is no such letter, or it could not be told."
        })
final class DlqShowCommand implements Callable<Integer> {
    private static final int MOST = 100;
    private static final int MOST_TOLD = 5;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "PLACE",
            description = "The letter, as 0@12, or the place where its record stood, as payments-3@88123.")
    private String place = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--payload", description = "Show key, value and header values: of each the first 4096 bytes.")
    private boolean payload;

    @Option(names = "--json", description = "Print one JSON object a letter; with --payload whole, in base64.")
    private boolean json;

    DlqShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requirePlace(place);
        return cluster.ask(terminal, this::show);
    }

    /** @throws UsageError if it is none */
    static void requirePlace(String place) {
        if (!place.matches("(.+-)?\\d{1,9}@\\d{1,18}")) {
            throw new UsageError(
                    "'" + place + "' is not a place; write 0@12, as dlq list names letters, or TOPIC-PARTITION@OFFSET");
        }
    }

    /**
     * Asks for letters at these places.
     *
     * @throws UsageError if there is none at one of them; it names the nearest
     */
    static void requireLetters(List<String> places, DeadLetterBox box) {
        LetterPlaces wanted = new LetterPlaces(places);
        wanted.find(box);
        List<String> missing = wanted.missing(box);
        if (!missing.isEmpty()) {
            String more = missing.size() > MOST_TOLD ? "; and " + (missing.size() - MOST_TOLD) + " more" : "";
            throw new UsageError(
                    String.join("; ", missing.stream().limit(MOST_TOLD).toList()) + more);
        }
    }

    private Integer show(AppSettings settings) {
        DeadLetterBox box = new DeadLetterBox(settings, json ? Progress.SILENT : terminal);
        box.readMarks();
        requireLetters(List.of(place), box);
        List<Letter> found = new ArrayList<>();
        LetterFilter filter = new LetterFilter(Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE, Set.of(place));
        box.each(filter, letter -> {
            if (found.size() < MOST) {
                found.add(letter);
            }
        });
        LetterText.Bodies bodies = payload ? LetterText.Bodies.SHOWN : LetterText.Bodies.HIDDEN;
        for (Letter letter : found) {
            if (json) {
                terminal.print(LetterJson.letter(letter, box, bodies));
            } else {
                LetterText.letter(letter, box, bodies).forEach(terminal::print);
            }
        }
        return ExitCodes.QUIET;
    }
}
