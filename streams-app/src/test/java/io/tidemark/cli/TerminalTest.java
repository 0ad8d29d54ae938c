package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.cli.Terminal.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void coloursAreForTerminals() {
        Map<String, String> able = Map.of("TERM", "xterm-256color");

        terminal(true, true, able).print(Colour.RED, "PAGE", " x");
        terminal(false, true, able).print(Colour.RED, "PAGE", " x");
        terminal(true, true, Map.of("TERM", "dumb")).print(Colour.RED, "PAGE", " x");
        terminal(true, true, Map.of()).print(Colour.RED, "PAGE", " x");

        assertThat(text(out)).isEqualTo(ESCAPE + "[1;31mPAGE" + ESCAPE + "[0m x\nPAGE x\nPAGE x\nPAGE x\n");
    }

    @Test
    void noColorIsRespectedUnlessEmpty() {
        terminal(true, true, Map.of("TERM", "xterm", "NO_COLOR", "1")).print(Colour.BLUE, "closed", "");
        terminal(true, true, Map.of("TERM", "xterm", "NO_COLOR", "")).print(Colour.BLUE, "closed", "");

        assertThat(text(out)).isEqualTo("closed\n" + ESCAPE + "[34mclosed" + ESCAPE + "[0m\n");
    }

    @Test
    void progressIsPlainWhereNobodyWatches() {
        Terminal terminal = terminal(true, false, Map.of("TERM", "xterm"));

        terminal.at("replaying m", 1_000, 25, 100);
        terminal.at("replaying m", 2_000, 50, 100);
        terminal.note("done");

        // the second one comes within ten seconds of the first
        assertThat(text(err)).isEqualTo("replaying m   25 %  1,000 events\ndone\n");
    }

    @Test
    void progressIsOneLineOnATerminal() {
        Terminal terminal = terminal(true, true, Map.of("TERM", "xterm"));

        terminal.at("pinning m", 0, 0, 0);
        terminal.note("done");

        String clear = "\r" + ESCAPE + "[K";
        assertThat(text(err)).isEqualTo(clear + "pinning m …" + clear + "done\n");
    }

    @Test
    void outputIsUtf8WhateverTheLocale() {
        terminal(false, false, Map.of("LC_ALL", "C")).print("─►");

        assertThat(out.toByteArray()).isEqualTo("─►\n".getBytes(StandardCharsets.UTF_8));
    }

    private Terminal terminal(boolean isOut, boolean isErr, Map<String, String> environment) {
        return Terminal.of(new Stream(out, isOut), new Stream(err, isErr), environment);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
