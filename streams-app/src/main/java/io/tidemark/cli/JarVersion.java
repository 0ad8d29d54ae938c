package io.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar's manifest. */
final class JarVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = JarVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "tidemark " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
        };
    }
}
