package io.tidemark.testkit;

import io.tidemark.query.ChangingRows;
import io.tidemark.query.Models;
import io.tidemark.query.Questions;
import io.tidemark.query.State;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two models, shop with three slices and fraud with none yet, in two partitions; in the byte layout of the progress store. */
public final class AnsweringState {
    private AnsweringState() {}

    public static State twoModels() {
        long five = Instant.parse("2026-01-01T00:05:00Z").toEpochMilli();
        byte[] closed = ByteBuffer.allocate(9).put((byte) 1).putLong(five).array();
        byte[] scope = ByteBuffer.allocate(21)
                .put((byte) 1)
                .putLong(five - 300_000)
                .putLong(five)
                .putInt(0)
                .array();
        ChangingRows rows = new ChangingRows()
                .with(0, "closed/shop", closed)
                .with(1, "closed/shop", closed)
                .with(0, "scope/shop/SERVING/*", scope)
                .with(1, "scope/shop/SERVING/country=DE", scope)
                .with(1, "scope/shop/SERVING/country=BR", scope);
        return new State(rows, new Models(new Questions(rows), List.of("shop", "fraud"), 2), AnsweringBoards.whole(), AnsweringBoards.desk(new ArrayList<>()));
    }
}
