package io.tidemark.slo.voice;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Objective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The slices of every model and how far each was heard, from the memory.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Roster {
    /** Most slices of one model that others wait for; further ones are judged, but nobody waits for them. */
    static final int MOST_MEMBERS = 20_000;

    private final VoiceMemory memory;
    private final Map<String, Map<Member.Id, Member>> byModel = new HashMap<>();

    Roster(VoiceMemory memory) {
        this.memory = memory;
        memory.members().forEach(this::keep);
    }

    private void keep(Member member) {
        ofModel(member.id().scope().model()).put(member.id(), member);
    }

    private Map<Member.Id, Member> ofModel(String model) {
        return byModel.computeIfAbsent(model, unused -> new TreeMap<>(Roster::compare));
    }

    private static int compare(Member.Id left, Member.Id right) {
        int byScope = left.scope().compareTo(right.scope());
        return byScope == 0
                ? left.comparison().word().compareTo(right.comparison().word())
                : byScope;
    }

    /** Takes note of a reading. Returns the slice as it is now. O(log slices). */
    Member hear(Reading reading) {
        Member.Id id = new Member.Id(reading.scope(), reading.comparison());
        Map<Member.Id, Member> members = ofModel(reading.scope().model());
        Member before = members.get(id);
        long slotEndMs = reading.window().endMs();
        Member heard = before == null ? Member.joining(id, slotEndMs) : before.heard(slotEndMs);
        Member now = reading.isLast() && slotEndMs == heard.heardMs() ? heard.leaving() : heard;
        if (!now.equals(before) && (before != null || members.size() < MOST_MEMBERS)) {
            members.put(id, now);
            memory.putMember(now);
        }
        return now;
    }

    /** Whether every slice that an objective waits for was heard up to an instant. O(slices). */
    boolean isComplete(Predicate<Member.Id> awaited, String model, long slotEndMs) {
        Map<Member.Id, Member> members = ofModel(model);
        for (Member member : members.values()) {
            if (!isSettled(members, member, slotEndMs) && awaited.test(member.id())) {
                return false;
            }
        }
        return true;
    }

    /**
     * A comparison that ended says nothing any more: its slice's next main reading shows that it had nothing to say, or that the slice has left. What is
     * said of labels is behind that as long as predictions are graded, and comes of each window, also where labels are awaited.
     */
    private static boolean isSettled(Map<Member.Id, Member> members, Member member, long slotEndMs) {
        if (member.isSettledAt(slotEndMs)) {
            return true;
        }
        Member main = members.get(new Member.Id(member.id().scope(), Comparison.MAIN));
        boolean hasEnded = main != null
                && main.heardMs() > slotEndMs
                && !member.id().comparison().isOfLabels();
        return main != null && main != member && (hasEnded || main.leftMs() < slotEndMs);
    }

    /** Nobody waits any longer, until they are heard again, for slices that were not heard up to an instant. */
    void giveUp(Predicate<Member.Id> awaited, String model, long slotEndMs) {
        List<Member> late = ofModel(model).values().stream()
                .filter(member -> !member.isSettledAt(slotEndMs) && awaited.test(member.id()))
                .map(Member::absent)
                .toList();
        late.forEach(this::keep);
        late.forEach(memory::putMember);
    }

    /** An objective's slices at an instant, the slice of all events left out. O(slices). */
    long known(Objective objective, long slotEndMs) {
        return slices(objective)
                .filter(member -> member.isExpectedAt(slotEndMs))
                .count();
    }

    /** Whether all events were heard, and a slice of the objective. O(slices). */
    boolean knows(Objective objective) {
        return slices(objective).findAny().isPresent()
                && ofModel(objective.subject().model()).keySet().stream()
                        .anyMatch(id -> id.scope().isWhole() && isOf(objective, id));
    }

    /** An objective's slices, the slice of all events left out. */
    private Stream<Member> slices(Objective objective) {
        return ofModel(objective.subject().model()).values().stream()
                .filter(member ->
                        isOf(objective, member.id()) && !member.id().scope().isWhole());
    }

    /** Whether a slice's readings are an objective's. */
    static boolean isOf(Objective objective, Member.Id id) {
        Scope scope = id.scope();
        return scope.stage() == objective.subject().stage()
                && id.comparison().equals(objective.subject().comparison())
                && objective.subject().slices().include(scope.slice());
    }

    /** End of the newest slot heard of a model; {@link Long#MIN_VALUE} if none was. */
    long newestMs(String model) {
        return ofModel(model).values().stream().mapToLong(Member::heardMs).max().orElse(Long.MIN_VALUE);
    }

    /** Forgets the slices of a model that were last heard before an instant. */
    void forget(String model, long beforeMs) {
        List<Member> gone = ofModel(model).values().stream()
                .filter(member -> member.heardMs() < beforeMs)
                .toList();
        gone.forEach(member -> ofModel(model).remove(member.id()));
        gone.forEach(memory::removeMember);
    }
}
