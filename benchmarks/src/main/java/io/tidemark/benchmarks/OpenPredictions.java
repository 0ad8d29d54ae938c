package io.tidemark.benchmarks;

import io.tidemark.domain.OpenPrediction;
import io.tidemark.domain.Predicted;
import io.tidemark.domain.PredictionId;
import io.tidemark.domain.Truth;
import io.tidemark.store.PredictionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Ten million predictions that wait for their labels, as grade keeps them: bytes on disk, and how long it takes to put one, to find one for its label, and to sweep
 * all of them.
 */
public final class OpenPredictions {
    private static final String MODEL = "fraud-detection";
    private static final int LABELS = 200_000;

    private OpenPredictions() {}

    /** {@code [predictions] [directory]}. */
    public static void main(String[] args) throws IOException, RocksDBException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        Path directory = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("open-predictions");
        RocksDB.loadLibrary();
        try (Options options = new Options()
                        .setCreateIfMissing(true)
                        .setWriteBufferSize(16L << 20)
                        .setCompressionType(CompressionType.NO_COMPRESSION);
                WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
                RocksDB store = RocksDB.open(options, directory.toString())) {
            System.out.printf("| predictions | bytes of a row | on disk | put | join a label | sweep |%n");
            System.out.printf("| ---: | ---: | ---: | ---: | ---: | ---: |%n");
            long row = 0;
            long started = System.nanoTime();
            for (int i = 0; i < count; i++) {
                byte[] value = PredictionStore.write(new OpenPrediction(predicted(i), null));
                byte[] key = PredictionStore.key(MODEL, id(i));
                store.put(unlogged, key, value);
                row = key.length + value.length;
            }
            double put = (System.nanoTime() - started) / (double) count;
            store.compactRange();
            long disk = size(directory);
            System.out.printf(
                    "| %,d | %d | %,d MB = %.1f bytes each | %.1f µs | %.1f µs | %.0f s |%n",
                    count,
                    row,
                    disk >> 20,
                    disk / (double) count,
                    put / 1e3,
                    join(store, unlogged, count),
                    sweep(store));
        }
    }

    private static Predicted predicted(int number) {
        return new Predicted(
                1_767_225_600_000L + number * 100L,
                List.of("version=v42", number % 3 == 0 ? "country=BR" : "country=US"),
                number % 50 == 0 ? "fraud" : "ok",
                Double.NaN,
                1 / (1.0 + number % 1_000));
    }

    private static PredictionId id(int number) {
        byte[] id = ("7d3c9e1a-5b1f-4c77-8c38-" + number).getBytes(StandardCharsets.UTF_8);
        return PredictionId.of(id, 0, id.length);
    }

    /** Microseconds. */
    private static double join(RocksDB store, WriteOptions unlogged, int count) throws RocksDBException {
        SplittableRandom random = new SplittableRandom(1);
        long started = System.nanoTime();
        for (int i = 0; i < LABELS; i++) {
            int number = random.nextInt(count);
            byte[] key = PredictionStore.key(MODEL, id(number));
            if (store.get(key) == null) {
                throw new IllegalStateException("a prediction is not there: number=" + number);
            }
            Truth truth = new Truth("ok", Double.NaN, 1_767_225_600_000L);
            store.put(unlogged, key, PredictionStore.write(new OpenPrediction(predicted(number), truth)));
        }
        return (System.nanoTime() - started) / 1e3 / LABELS;
    }

    /** Seconds. */
    private static double sweep(RocksDB store) {
        long started = System.nanoTime();
        long seen = 0;
        try (RocksIterator rows = store.newIterator()) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                seen += rows.value().length;
            }
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was swept");
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
