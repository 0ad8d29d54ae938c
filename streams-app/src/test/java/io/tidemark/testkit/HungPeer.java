package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance that hangs: it lets others connect, says as much of an answer as it is told to, and then nothing. */
public final class HungPeer implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] beginning;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();

    /**
     * Begins to listen.
     *
     * @param beginning what it says to each who connects
     */
    public HungPeer(String beginning) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
        Thread thread = new Thread(this::accept, "hung-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                callers.add(caller);
                caller.getOutputStream().write(beginning);
                caller.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // As it ends.
        }
    }

    /** host:port. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How often somebody connected. */
    public int calls() {
        return callers.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
