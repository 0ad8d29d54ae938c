package io.tidemark.ingest;

/** Where writers' schemas come from: the registry. */
public interface SchemaSource {
    /**
     * The schema of an id, as Avro JSON.
     *
     * @throws UnknownSchema if there is none, or the registry does not answer
     */
    String schemaById(int id) throws UnknownSchema;

    /** A schema id that cannot be resolved. */
    final class UnknownSchema extends Exception {
        private static final long serialVersionUID = 1;

        public UnknownSchema(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
