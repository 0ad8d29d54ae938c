package io.tidemark.runtime;

import io.tidemark.domain.WorldFailure;
import java.util.List;

/** Topics are not there, and none may be created. */
public final class MissingTopics extends WorldFailure {
    private static final long serialVersionUID = 1;

    private final transient List<String> commands;

    MissingTopics(List<String> commands, String bootstrapServers) {
        super(commands.size() + " topics are not there: bootstrap=" + bootstrapServers
                + "; create them, or leave out --no-create");
        this.commands = List.copyOf(commands);
    }

    /** What would create them, one command each. */
    public List<String> commands() {
        return commands;
    }
}
