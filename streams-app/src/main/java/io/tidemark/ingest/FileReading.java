package io.tidemark.ingest;

/** How far the reading of a file has come. */
public interface FileReading {
    /** Events so far. */
    long accepted();

    /** Bytes of the file, as stored, that have been read; up to a buffer ahead of the event. Any thread may ask. */
    long bytesRead();

    /** Size of the file, as stored. */
    long totalBytes();
}
