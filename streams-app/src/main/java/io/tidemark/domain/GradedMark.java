package io.tidemark.domain;

/**
 * How far grading has come with what a source partition brought: what quality's time goes by, so that it never waits for labels less long than it says because
 * they are still on their way.
 *
 * @param partition of grade
 * @param mark of the source partition
 */
public record GradedMark(int partition, Mark mark) implements Partial {
    /** Tells it from others: {@code topic-0@3}. */
    public String name() {
        return mark.source() + "@" + partition;
    }
}
