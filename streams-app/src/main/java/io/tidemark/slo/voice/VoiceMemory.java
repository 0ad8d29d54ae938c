package io.tidemark.slo.voice;

import io.tidemark.domain.Alert;
import org.jspecify.annotations.Nullable;

/** What a {@link Chorus} remembers over a restart. Owned by one task. */
public interface VoiceMemory {
    /** Every slice, in any order. */
    Iterable<Member> members();

    void putMember(Member member);

    void removeMember(Member member);

    /** Every alert that ever spoke or would have, in any order. */
    Iterable<Voice> voices();

    void putVoice(Voice voice);

    /** Forgets a voice and what it told last. */
    void removeVoice(Voice voice);

    /** What people were told last of a voice; null if they know of nothing. */
    @Nullable
    Alert told(Voice voice);

    void putTold(Voice voice, Alert alert);

    void removeTold(Voice voice);

    /** The keys of every draft, in any order. */
    Iterable<DraftKey> drafts();

    void putDraft(Draft draft);

    /** The draft of a key, which is forgotten; null if there is none. */
    @Nullable
    Draft takeDraft(DraftKey key);

    /** Every silence, in any order. */
    Iterable<Silence> silences();

    void putSilence(Silence silence);

    void removeSilence(Silence silence);
}
