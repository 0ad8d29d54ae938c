package io.tidemark.slo.voice;

import static io.tidemark.slo.voice.Stage.DRIFT;
import static io.tidemark.slo.voice.Stage.FRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.domain.Scope;
import org.junit.jupiter.api.Test;

class VoiceCodecTest {
    @Test
    void voiceComesBackAsItWas() {
        Stage stage = new Stage(FRESH, DRIFT);
        stage.say(Kind.SILENCE, "night", "", 0, 2_000);
        stage.sing(DRIFT, "a=1", 0, '.').sing(DRIFT, "a=1", 1, '.');
        stage.sing(FRESH, "*", 0, 'F').sing(DRIFT, "*", 0, 'F').sing(FRESH, "*", 1, 'F');
        stage.say(Kind.ACKNOWLEDGE, "1", stage.told.get(0).episodeId(), 0, 0);

        for (Voice voice : stage.memory.voices()) {
            Voice again = VoiceCodec.read(VoiceCodec.write(voice));

            assertThat(again).usingRecursiveComparison().isEqualTo(voice);
        }
        assertThat(stage.memory.voices()).hasSize(2);
    }

    @Test
    void memberAndSilenceComeBackAsTheyWere() {
        Member.Id id = new Member.Id(new Scope("m", io.tidemark.domain.Stage.TRAINING, "a|b=1"), Comparison.REST);
        Member member = Member.joining(id, 60_000).heard(120_000).leaving().absent();
        Silence silence = new Silence("night", "m", new Operation.Cover("d*", "a=*", "page"), 5, Long.MAX_VALUE);

        assertThat(Member.fromBytes(id, member.toBytes())).isEqualTo(member);
        assertThat(Silence.fromBytes(silence.toBytes())).isEqualTo(silence);
    }

    @Test
    void draftKeyComesBackWithWhateverItsSliceHolds() {
        DraftKey key = new DraftKey("m", "drift", -60_000, 7, "0f", "a|b=1");

        assertThat(DraftKey.of(key.text())).isEqualTo(key);
    }

    @Test
    void anotherLayoutIsRefused() {
        assertThatThrownBy(() -> VoiceCodec.read(new byte[] {9}))
                .hasMessage(
                        "cannot read what an alert said: version=9, readable versions=1..1; run with the newer build");
    }
}
