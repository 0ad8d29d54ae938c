package io.tidemark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a stream of this process is shown on a terminal; Java itself only knows of standard input and output together. */
final class Tty {
    private static final List<String> DEVICES = List.of("/dev/pts/", "/dev/tty", "/dev/console");

    private Tty() {}

    /**
     * Whether the descriptor is a terminal's; where the system does not say, whether Java has a console.
     *
     * @param descriptor 0 for standard input, 1 for standard output, 2 for standard error
     */
    static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return DEVICES.stream().anyMatch(device::startsWith);
        } catch (IOException | UnsupportedOperationException unknown) {
            return System.console() != null;
        }
    }
}
