package io.tidemark.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Feeds a reader of bytes with seeded mutations of valid ones, and holds it to three promises: no exception but the declared ones, no more
 * memory than was said, no more time than was said.
 *
 * <pre>{@code
 * Fuzz.Result result = Fuzz.run(new Fuzz.Target("a delta", corpus, PartialCodec::read, Set.of(IllegalArgumentException.class)), 17, 2_000);
 * }</pre>
 *
 * A broken promise is an {@link AssertionError} with seed, number and bytes of the input. Owned by one thread.
 */
public final class Fuzz {
    private static final int MOST_MUTATIONS = 4;
    private static final int LONGEST_SHOWN = 2_000;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Target target;
    private final SplittableRandom random;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Fuzz(Target target, long seed) {
        this.target = target;
        this.random = new SplittableRandom(seed);
    }

    /** What reads bytes. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /**
     * What is fuzzed.
     *
     * @param name for people
     * @param corpus valid inputs, at least one
     * @param reader what reads them; its result is dropped
     * @param declared the exceptions that it may throw, with their subclasses
     * @param limits what one input may cost
     */
    public record Target(
            String name, List<byte[]> corpus, Reader reader, Set<Class<? extends Exception>> declared, Limits limits) {
        /** Within the usual limits. */
        public Target(String name, List<byte[]> corpus, Reader reader, Set<Class<? extends Exception>> declared) {
            this(name, corpus, reader, declared, Limits.USUAL);
        }
    }

    /**
     * What one input may cost.
     *
     * @param bytes allocated, whatever its length
     * @param bytesAByte and for each of its bytes
     * @param millis time; generous, since the machine may have other things to do
     */
    public record Limits(long bytes, long bytesAByte, long millis) {
        /** 2 MiB and 200 bytes a byte, 2 s. */
        public static final Limits USUAL = new Limits(2 << 20, 200, 2_000);
    }

    /**
     * What came of it.
     *
     * @param accepted inputs that were read without an exception
     * @param mostAllocated bytes, of one input
     * @param slowestMicros of one input
     * @param seconds all together
     */
    public record Result(
            String name, long inputs, long accepted, long mostAllocated, long slowestMicros, double seconds) {}

    /** Runs that many inputs; the corpus itself is read first, and must be. */
    public static Result run(Target target, long seed, long inputs) {
        return new Fuzz(target, seed).run(seed, inputs);
    }

    private Result run(long seed, long inputs) {
        target.corpus().forEach(this::requireRead);
        long started = System.nanoTime();
        long accepted = 0;
        long mostAllocated = 0;
        long slowestNanos = 0;
        for (long number = 0; number < inputs; number++) {
            byte[] input = mutated();
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long before = System.nanoTime();
            boolean isAccepted = read(input, seed, number);
            long nanos = System.nanoTime() - before;
            long allocated = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            check(input, allocated, nanos, seed, number);
            accepted += isAccepted ? 1 : 0;
            mostAllocated = Math.max(mostAllocated, allocated);
            slowestNanos = Math.max(slowestNanos, nanos);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Result(target.name(), inputs, accepted, mostAllocated, slowestNanos / 1_000, seconds);
    }

    private void requireRead(byte[] valid) {
        try {
            target.reader().read(valid);
        } catch (Exception refused) {
            throw new AssertionError(target.name() + ": the corpus itself cannot be read: " + shown(valid), refused);
        }
    }

    private boolean read(byte[] input, long seed, long number) {
        try {
            target.reader().read(input);
            return true;
        } catch (Exception | Error thrown) {
            if (target.declared().stream().noneMatch(type -> type.isInstance(thrown))) {
                throw new AssertionError(told("throws " + thrown, input, seed, number), thrown);
            }
            return false;
        }
    }

    private void check(byte[] input, long allocated, long nanos, long seed, long number) {
        long most = target.limits().bytes() + target.limits().bytesAByte() * input.length;
        if (allocated > most) {
            throw new AssertionError(told("allocates " + allocated + " bytes, at most " + most, input, seed, number));
        }
        if (nanos > target.limits().millis() * NANOS_A_MILLI) {
            throw new AssertionError(told("takes " + nanos / NANOS_A_MILLI + " ms", input, seed, number));
        }
    }

    private String told(String what, byte[] input, long seed, long number) {
        return target.name() + " " + what + ": seed=" + seed + ", input=" + number + ", length=" + input.length
                + ", bytes=" + shown(input);
    }

    private static String shown(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST_SHOWN));
        return bytes.length > LONGEST_SHOWN ? hex + "…" : hex;
    }

    private byte[] mutated() {
        byte[] bytes = any().clone();
        int mutations = 1 + random.nextInt(MOST_MUTATIONS);
        for (int i = 0; i < mutations; i++) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] any() {
        return target.corpus().get(random.nextInt(target.corpus().size()));
    }

    private byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return random(8);
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(10)) {
            case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(Byte.SIZE)));
            case 1 -> with(bytes, at, (byte) EDGES[random.nextInt(EDGES.length)]);
            case 2 -> with(bytes, at, (byte) (bytes[at] + 1 - 2 * random.nextInt(2)));
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, bytes.length, random(random.nextInt(64)), 0);
            case 5 -> spliced(bytes, at);
            case 6 -> joined(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(16)));
            case 7 -> joined(bytes, Math.min(bytes.length, at + 1 + random.nextInt(16)), bytes, at);
            case 8 -> number(bytes, at);
            default -> varint(bytes, at);
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The head of one and the tail of another. */
    private byte[] spliced(byte[] bytes, int at) {
        byte[] other = any();
        return joined(bytes, at, other, other.length == 0 ? 0 : random.nextInt(other.length));
    }

    private static byte[] joined(byte[] head, int headEnd, byte[] tail, int tailStart) {
        byte[] all = Arrays.copyOf(head, headEnd + tail.length - tailStart);
        System.arraycopy(tail, tailStart, all, headEnd, tail.length - tailStart);
        return all;
    }

    /** An edge value over 2, 4 or 8 bytes, big- or little-endian: what length fields are. */
    private byte[] number(byte[] bytes, int at) {
        int width = 2 << random.nextInt(3);
        long value = EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1;
        boolean isBigEndian = random.nextBoolean();
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> Byte.SIZE * (isBigEndian ? width - 1 - i : i));
        }
        return bytes;
    }

    /** A number in sevens put in, small or huge or without an end: what other length fields are. */
    private byte[] varint(byte[] bytes, int at) {
        int length = 1 + random.nextInt(11);
        byte[] number = random(length);
        for (int i = 0; i < length; i++) {
            number[i] |= (byte) (i < length - 1 ? 0x80 : 0);
        }
        if (random.nextBoolean()) {
            number[length - 1] &= 0x7F;
        }
        return joined(joined(bytes, at, number, 0), at + length, bytes, at);
    }
}
