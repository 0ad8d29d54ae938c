package io.tidemark.store;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.voice.Draft;
import io.tidemark.slo.voice.DraftKey;
import io.tidemark.slo.voice.Member;
import io.tidemark.slo.voice.Silence;
import io.tidemark.slo.voice.Voice;
import io.tidemark.slo.voice.VoiceCodec;
import io.tidemark.slo.voice.VoiceMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What judge remembers of what people heard, in the store {@value StoreNames#VOICES}.
 *
 * <pre>
 * key                                             value
 * member/MODEL|STAGE|COMPARISON|SLICE             {@link Member#toBytes}
 * voice/DEDUPKEY                                  {@link VoiceCodec}
 * told/DEDUPKEY                                   the alert as on its topic; gone with its episode
 * draft/MODEL|OBJECTIVE|DUE|NUMBER|DEDUPKEY|SLICE u8 newest slot: 0 bad, 1 calm; then the alert as on its topic
 * silence/MODEL|ID                                {@link Silence#toBytes}
 * </pre>
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class VoiceStore implements VoiceMemory {
    private static final String MEMBER = "member/";
    private static final String VOICE = "voice/";
    private static final String TOLD = "told/";
    private static final String DRAFT = "draft/";
    private static final String SILENCE = "silence/";
    private static final String AFTER_ALL = "\uffff";
    private static final int ID_PARTS = 4;

    private final KeyValueStore<String, byte[]> store;
    private final Serde<Alert> alerts;

    /** In a task's store, with alerts as on their topic. */
    public VoiceStore(KeyValueStore<String, byte[]> store, Serde<Alert> alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    private <T> List<T> all(String prefix, Function<KeyValue<String, byte[]>, T> read) {
        return all(store, prefix, read);
    }

    /** The silences of a partition that are kept, by model and id. O(silences). */
    public static List<Silence> silences(ReadOnlyKeyValueStore<String, byte[]> store) {
        return all(store, SILENCE, entry -> Silence.fromBytes(entry.value));
    }

    private static <T> List<T> all(
            ReadOnlyKeyValueStore<String, byte[]> store, String prefix, Function<KeyValue<String, byte[]>, T> read) {
        List<T> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> range = store.range(prefix, prefix + AFTER_ALL)) {
            range.forEachRemaining(entry -> all.add(read.apply(entry)));
        }
        return all;
    }

    @Override
    public Iterable<Member> members() {
        return all(MEMBER, entry -> Member.fromBytes(id(entry.key), entry.value));
    }

    private static Member.Id id(String key) {
        String[] parts = key.substring(MEMBER.length()).split("\\|", ID_PARTS);
        return new Member.Id(new Scope(parts[0], Stage.valueOf(parts[1]), parts[3]), Comparison.of(parts[2]));
    }

    private static String key(Member member) {
        Scope scope = member.id().scope();
        return MEMBER + scope.model() + "|" + scope.stage() + "|"
                + member.id().comparison().word() + "|" + scope.slice();
    }

    @Override
    public void putMember(Member member) {
        store.put(key(member), member.toBytes());
    }

    @Override
    public void removeMember(Member member) {
        store.delete(key(member));
    }

    @Override
    public Iterable<Voice> voices() {
        return all(VOICE, entry -> VoiceCodec.read(entry.value));
    }

    @Override
    public void putVoice(Voice voice) {
        store.put(VOICE + voice.speaker().dedupKey(), VoiceCodec.write(voice));
    }

    @Override
    public void removeVoice(Voice voice) {
        store.delete(VOICE + voice.speaker().dedupKey());
        removeTold(voice);
    }

    @Override
    public @Nullable Alert told(Voice voice) {
        byte[] bytes = store.get(TOLD + voice.speaker().dedupKey());
        return bytes == null ? null : alerts.deserializer().deserialize(StoreNames.VOICES, bytes);
    }

    @Override
    public void putTold(Voice voice, Alert alert) {
        store.put(TOLD + voice.speaker().dedupKey(), alerts.serializer().serialize(StoreNames.VOICES, alert));
    }

    @Override
    public void removeTold(Voice voice) {
        store.delete(TOLD + voice.speaker().dedupKey());
    }

    @Override
    public Iterable<DraftKey> drafts() {
        return all(DRAFT, entry -> DraftKey.of(entry.key.substring(DRAFT.length())));
    }

    @Override
    public void putDraft(Draft draft) {
        byte[] alert = alerts.serializer().serialize(StoreNames.VOICES, draft.alert());
        store.put(
                DRAFT + draft.key().text(),
                ByteBuffer.allocate(1 + alert.length)
                        .put((byte) draft.slot().ordinal())
                        .put(alert)
                        .array());
    }

    @Override
    public @Nullable Draft takeDraft(DraftKey key) {
        byte[] bytes = store.delete(DRAFT + key.text());
        if (bytes == null) {
            return null;
        }
        byte[] alert = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, alert, 0, alert.length);
        return new Draft(
                key, alerts.deserializer().deserialize(StoreNames.VOICES, alert), Draft.Newest.values()[bytes[0]]);
    }

    @Override
    public Iterable<Silence> silences() {
        return silences(store);
    }

    @Override
    public void putSilence(Silence silence) {
        store.put(key(silence), silence.toBytes());
    }

    @Override
    public void removeSilence(Silence silence) {
        store.delete(key(silence));
    }

    private static String key(Silence silence) {
        return SILENCE + silence.model() + "|" + silence.id();
    }
}
