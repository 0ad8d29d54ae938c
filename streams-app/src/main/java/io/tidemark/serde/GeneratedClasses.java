package io.tidemark.serde;

import io.tidemark.schemas.Alert;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/** Avro 1.12.2 makes objects only of classes that it was told to trust: our generated ones, and nothing a schema may name. */
final class GeneratedClasses {
    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(Alert.class.getPackageName())));
    }

    private GeneratedClasses() {}

    /**
     * What writes one of them with the methods that were generated for it, rather than field by field as a schema says. Reading stays with Avro's fast
     * reader: the generated methods make room for as many elements as the bytes claim to have.
     */
    static <T extends SpecificRecordBase> SpecificDatumWriter<T> writer(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        model.setCustomCoders(true);
        return new SpecificDatumWriter<>(SpecificData.get().getSchema(type), model);
    }

    /** Says so, once in a process. */
    static void trust() {
        // the class is initialised
    }
}
