package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams without locks write and read what those of the JDK do. */
class ByteStreamsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 256})
    void bytesAreThoseOfTheJdksStreams(int size) throws IOException {
        ByteSink sink = new ByteSink(size);
        ByteArrayOutputStream jdks = new ByteArrayOutputStream();

        write(sink.data());
        write(new DataOutputStream(jdks));

        assertThat(sink.size()).isEqualTo(jdks.size());
        assertThat(sink.toByteArray()).isEqualTo(jdks.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void whatWasWrittenIsReadAndThenTheEnd(int offset) throws IOException {
        ByteSink sink = new ByteSink(16);
        sink.write(new byte[offset], 0, offset);
        write(sink.data());
        ByteSource source = new ByteSource(sink.toByteArray(), offset);
        SplittableRandom random = new SplittableRandom(7);
        DataInputStream in = source.data();

        for (int i = 0; i < 500; i++) {
            assertThat(in.readByte()).isEqualTo((byte) random.nextInt());
            assertThat(in.readLong()).isEqualTo(random.nextLong());
            assertThat(in.readUTF()).isEqualTo("ä" + i);
        }

        assertThat(source.available()).isZero();
        assertThat(source.read()).isEqualTo(-1);
        assertThat(source.read(new byte[4], 0, 4)).isEqualTo(-1);
        assertThatThrownBy(in::readByte).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new ByteSource(new byte[7], 0).data().readLong())
                .isInstanceOf(EOFException.class);
    }

    private static void write(DataOutputStream out) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 500; i++) {
            out.writeByte(random.nextInt());
            out.writeLong(random.nextLong());
            out.writeUTF("ä" + i);
        }
    }
}
