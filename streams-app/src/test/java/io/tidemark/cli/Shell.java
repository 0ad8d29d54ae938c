package io.tidemark.cli;

import io.tidemark.cli.Terminal.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A command that ran in this process, with what it printed; nothing is a terminal.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error, without what was logged
 */
record Shell(int code, String out, String err) {
    static Shell run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.of(new Stream(out, false), new Stream(err, false), Map.of("TERM", "xterm"));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int code = TidemarkCommand.execute(terminal, texts);
        return new Shell(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
