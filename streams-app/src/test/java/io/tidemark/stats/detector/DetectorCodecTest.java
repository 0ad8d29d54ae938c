package io.tidemark.stats.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectorCodecTest {
    @Test
    void bytesAreAsDrawn() {
        Ddm ddm = new Ddm(30);
        ddm.update(0);

        byte[] bytes = DetectorCodec.write(ddm);

        assertThat(bytes).hasSize(5 + 8 * 5).startsWith(1, 0, 0, 0, 5, 0x3f, 0xf0); // version, 5 numbers, count = 1.0
    }

    @Test
    void brokenBytesAreTold() {
        byte[] bytes = DetectorCodec.write(new Ddm(30));

        bytes[0] = 2;
        assertThatThrownBy(() -> DetectorCodec.read(bytes, new Ddm(30)))
                .hasMessage("cannot read a detector: length=45, format=2, readable formats=1");
        bytes[0] = 1;
        bytes[4] = 4;
        assertThatThrownBy(() -> DetectorCodec.read(bytes, new Ddm(30)))
                .hasMessage("cannot read a detector: length=45, numbers=4; 5 + 8 × numbers is right");
        bytes[4] = 5;
        assertThatThrownBy(() -> DetectorCodec.read(bytes, new Cusum(new Cusum.Settings(30, 0, 1))))
                .hasMessageStartingWith("not a state of CUSUM: state=[0.0, 1.0,")
                .hasMessageEndingWith("it has 7 numbers");
    }
}
