package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, a line each. */
final class Listening implements Audience {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void begins(Chapter chapter) {
        lines.add(chapter.title());
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        lines.add("alert " + alert.subject().objective());
    }

    @Override
    public void opened(OutputLine.OfAlert alert, boolean isExpected) {
        lines.add("opened " + (isExpected ? "as expected" : "unexpected"));
    }

    @Override
    public void pinned(Pinned pinned) {
        lines.add("pinned");
    }

    @Override
    public void reading(OutputLine.OfReading reading) {
        lines.add("reading");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
