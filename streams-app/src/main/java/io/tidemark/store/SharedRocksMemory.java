package io.tidemark.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one limit of write buffers for all stores of the process, so that memory does not grow with partitions (Kafka
 * Streams' developer guide, "RocksDB memory").
 *
 * <p>Any thread: the cache lives as long as the process.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {
    /** Bytes of RocksDB's memory, write buffers included. */
    public static final long BYTES = 192L << 20;

    private static final long WRITE_BUFFER_BYTES = 64L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(BYTES, -1, false, 0.1);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    /** Bytes of it that are taken now, write buffers included. */
    public static long usedBytes() {
        return CACHE.getUsage();
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(8L << 20);
        options.setTableFormatConfig(table);
    }

    /** Nothing to close: the shared objects outlive every store. */
    @Override
    public void close(String storeName, Options options) {}
}
