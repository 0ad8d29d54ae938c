package io.tidemark.ingest;

import io.tidemark.config.Monitor;
import java.nio.file.Path;
import java.util.List;

/** A file of records as a topic has them, which can be read any number of times. */
public interface RecordFile {
    Path path();

    /**
     * Its records from the first one on.
     *
     * @param prefix what stands before each record's own bytes on a topic
     * @throws InvalidEventFile if it cannot be opened
     */
    FileRecords open(byte[] prefix);

    /**
     * Whether a monitor's mapping fits the file.
     *
     * @return what else its rules name and the file has not, a sentence each: it can be kept, but hardly means what it says
     * @throws InvalidEventFile if a path of it is in no record, each with the nearest path that there is
     */
    List<String> check(Monitor monitor);
}
