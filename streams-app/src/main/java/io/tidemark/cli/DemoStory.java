package io.tidemark.cli;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.story.Audience;
import io.tidemark.runtime.story.Chapter;
import io.tidemark.runtime.story.Story;
import io.tidemark.runtime.story.StoryOutcome;
import java.util.Locale;
import java.util.Set;

/** The story of a made-up model in the terminal: its chapters as they happen, what each raised, and whether that is all. Used by one thread. */
final class DemoStory implements Audience {
    /** What happens to the model that is no alert, by the word of its annotation. */
    private static final Set<String> NOTED =
            Set.of("promotion_eligible", "promotion_not_eligible", "lifecycle_changed", "change_not_confirmed");

    private final Terminal terminal;
    private final ReplayOutput output;
    private Chapter current = Chapter.TRAIN;

    /** @param output is told of the records of the model too */
    DemoStory(Terminal terminal, ReplayOutput output) {
        this.terminal = terminal;
        this.output = output;
    }

    /** Follows a story to its end; returns whether it told what it should, and nothing else. */
    boolean follow(Story story) {
        terminal.print("");
        terminal.print("Now a story, and all of it synthetic: the life of a model " + Story.MODEL
                + " that we made up, in " + Chapter.values().length + " chapters.");
        StoryOutcome outcome = story.play();
        terminal.print("");
        outcome.words().forEach(outcome.isAsExpected() ? terminal::print : this::printFault);
        return outcome.isAsExpected();
    }

    private void printFault(String line) {
        terminal.print(Colour.RED, line, "");
    }

    @Override
    public void begins(Chapter chapter) {
        current = chapter;
        terminal.print("");
        terminal.print(title(chapter) + ": " + chapter.what());
    }

    private static String title(Chapter chapter) {
        return "Chapter " + (chapter.ordinal() + 1) + ", " + chapter.title();
    }

    @Override
    public void waits() {
        terminal.at("the story, " + title(current).toLowerCase(Locale.ROOT), 0, 0, 0);
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        output.alert(alert);
    }

    @Override
    public void opened(OutputLine.OfAlert alert, boolean isExpected) {
        OutputLine.Subject subject = alert.subject();
        String words = "  cause " + subject.cause() + ", owner " + subject.owner();
        if (isExpected) {
            terminal.print(words + ": as it should be");
        } else {
            terminal.print(Colour.RED, words + ": nobody expected that", "");
        }
    }

    @Override
    public void annotation(OutputLine.OfAnnotation annotation) {
        output.annotation(annotation);
        if (NOTED.contains(annotation.kind())) {
            terminal.print("note    " + annotation.sentence());
        }
    }

    @Override
    public void reading(OutputLine.OfReading reading) {
        output.reading(reading);
    }

    @Override
    public void decision(OutputLine.OfDecision decision) {
        output.decision(decision);
    }

    @Override
    public void pinned(Pinned pinned) {
        output.pinned(pinned);
    }
}
