package io.tidemark.testkit;

import io.tidemark.domain.Alert;
import io.tidemark.slo.voice.Draft;
import io.tidemark.slo.voice.DraftKey;
import io.tidemark.slo.voice.Member;
import io.tidemark.slo.voice.Silence;
import io.tidemark.slo.voice.Voice;
import io.tidemark.slo.voice.VoiceCodec;
import io.tidemark.slo.voice.VoiceMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a chorus remembers, on the heap; whatever has bytes is kept as bytes. */
public final class HeapVoiceMemory implements VoiceMemory {
    private final Map<Member.Id, byte[]> members = new HashMap<>();
    private final Map<String, byte[]> voices = new HashMap<>();
    private final Map<String, Alert> told = new HashMap<>();
    private final Map<String, Draft> drafts = new HashMap<>();
    private final Map<String, byte[]> silences = new HashMap<>();

    @Override
    public Iterable<Member> members() {
        List<Member> all = new ArrayList<>();
        members.forEach((id, bytes) -> all.add(Member.fromBytes(id, bytes)));
        return all;
    }

    @Override
    public void putMember(Member member) {
        members.put(member.id(), member.toBytes());
    }

    @Override
    public void removeMember(Member member) {
        members.remove(member.id());
    }

    @Override
    public Iterable<Voice> voices() {
        return voices.values().stream().map(VoiceCodec::read).toList();
    }

    @Override
    public void putVoice(Voice voice) {
        voices.put(voice.speaker().dedupKey(), VoiceCodec.write(voice));
    }

    @Override
    public void removeVoice(Voice voice) {
        voices.remove(voice.speaker().dedupKey());
        removeTold(voice);
    }

    @Override
    public @Nullable Alert told(Voice voice) {
        return told.get(voice.speaker().dedupKey());
    }

    @Override
    public void putTold(Voice voice, Alert alert) {
        told.put(voice.speaker().dedupKey(), alert);
    }

    @Override
    public void removeTold(Voice voice) {
        told.remove(voice.speaker().dedupKey());
    }

    @Override
    public Iterable<DraftKey> drafts() {
        return drafts.keySet().stream().map(DraftKey::of).toList();
    }

    @Override
    public void putDraft(Draft draft) {
        drafts.put(draft.key().text(), draft);
    }

    @Override
    public @Nullable Draft takeDraft(DraftKey key) {
        return drafts.remove(key.text());
    }

    @Override
    public Iterable<Silence> silences() {
        return silences.values().stream().map(Silence::fromBytes).toList();
    }

    @Override
    public void putSilence(Silence silence) {
        silences.put(silence.model() + "|" + silence.id(), silence.toBytes());
    }

    @Override
    public void removeSilence(Silence silence) {
        silences.remove(silence.model() + "|" + silence.id());
    }

    /** How many members, voices, told alerts, drafts and silences are kept. */
    public int size() {
        return members.size() + voices.size() + told.size() + drafts.size() + silences.size();
    }
}
