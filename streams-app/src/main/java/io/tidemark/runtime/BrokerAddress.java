package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a broker should listen. It is knocked at before Kafka's clients are asked, for they say in many lines that nobody is there, and not
 * where.
 */
public record BrokerAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\w+://)?\\[?([^\\[\\]/,\\s]+?)\\]?:(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final int CONNECT_MS = 2_000;
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    /**
     * Waits until somebody listens at one of the addresses.
     *
     * @param servers {@code HOST:PORT}, several with commas between them
     * @param patience how long at most, give or take {@value #CONNECT_MS} ms an address
     * @throws WorldFailure if nobody does, or one of them is no address
     */
    public static void awaitOneOf(String servers, Duration patience) {
        List<BrokerAddress> addresses = Stream.of(servers.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(BrokerAddress::of)
                .toList();
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (addresses.stream().noneMatch(BrokerAddress::isOpen)) {
            if (System.nanoTime() >= untilNanos) {
                throw new WorldFailure("no broker answers at " + servers + " (waited " + patience.toSeconds()
                        + " s); start it, or correct --bootstrap-servers");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw ClusterFailure.interrupted(new InterruptedException("while waiting for " + servers));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static BrokerAddress of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            throw new WorldFailure("--bootstrap-servers: '" + text
                    + "' is not the address of a broker; write HOST:PORT, several with commas between them");
        }
        return new BrokerAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
