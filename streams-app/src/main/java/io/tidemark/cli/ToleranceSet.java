package io.tidemark.cli;

import io.tidemark.config.Names;
import io.tidemark.config.Tolerances;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A set of tolerances by its name. */
final class ToleranceSet implements ITypeConverter<Tolerances> {
    @Override
    public Tolerances convert(String name) {
        Tolerances set = Tolerances.SETS.get(name);
        if (set == null) {
            throw new TypeConversionException("'" + name + "' is no set of tolerances; "
                    + Names.suggestion(name, Tolerances.SETS.keySet(), "there are"));
        }
        return set;
    }
}
