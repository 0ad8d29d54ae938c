package io.tidemark.ingest;

import io.tidemark.domain.WorldFailure;

/** Where writers' schemas come from: the registry. */
public interface SchemaSource {
    /**
     * The schema of an id, as Avro JSON.
     *
     * @throws UnknownSchema if there is none: asking again does not help
     * @throws Unanswered if the registry does not say: worth another try
     */
    String schemaById(int id) throws UnknownSchema;

    /** A schema id that cannot be resolved. */
    final class UnknownSchema extends Exception {
        private static final long serialVersionUID = 1;

        public UnknownSchema(String message) {
            super(message);
        }

        public UnknownSchema(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry is down, too slow or refuses us, so that nobody knows whether there is such a schema. */
    final class Unanswered extends WorldFailure {
        private static final long serialVersionUID = 1;

        public Unanswered(String message) {
            super(message);
        }
    }
}
