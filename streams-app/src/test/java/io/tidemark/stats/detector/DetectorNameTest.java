package io.tidemark.stats.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectorNameTest {
    @Test
    void parametersLeftOutAreTheUsualOnes() {
        assertThat(DetectorName.parse("ph:20").text()).isEqualTo("PH:20:0.005:50:0.9999");
        assertThat(DetectorName.parse("EDDM").text()).isEqualTo("EDDM");
        assertThat(DetectorName.parse("PH:20").detector()).isInstanceOf(PageHinkley.class);
    }

    @Test
    void fallsAreToldWhereTheLibraryTellsThem() {
        assertThat(DetectorName.parse("ADWIN").isTold(Signal.DECREASE)).isFalse();
        assertThat(DetectorName.parse("HDDM_A").isTold(Signal.DECREASE)).isFalse();
        assertThat(DetectorName.parse("RAWADWIN").isTold(Signal.DECREASE)).isTrue();
        assertThat(DetectorName.parse("ADWIN").isTold(Signal.INCREASE)).isTrue();
        assertThat(DetectorName.parse("DDM").isTold(Signal.WARNING)).isFalse();
    }

    @Test
    void mistakesAreToldWithWhatWouldBeRight() {
        assertThatThrownBy(() -> DetectorName.parse("ADWINN:0.1"))
                .hasMessage(
                        "there is no such detector: detector=ADWINN:0.1; known are ADWIN:0.002, RAWADWIN:0.002,"
                                + " PH:30:0.005:50:0.9999, CUSUM:30:0.005:50, HDDM_A:0.001:0.005, DDM:30, EDDM, KS:100:30:0.005");
        assertThatThrownBy(() -> DetectorName.parse("DDM:x"))
                .hasMessage("parameter is not a number: detector=DDM:x, parameter=x; write DDM:30");
        assertThatThrownBy(() -> DetectorName.parse("DDM:1.5"))
                .hasMessage("parameter is not a whole number: detector=DDM:1.5, parameter=1.5; write DDM:30");
        assertThatThrownBy(() -> DetectorName.parse("EDDM:1"))
                .hasMessage("detector has 1 parameters: detector=EDDM:1; write EDDM");
        assertThatThrownBy(() -> DetectorName.parse("CUSUM:30:0:0"))
                .hasMessage("CUSUM needs shortest ≥ 0, a finite slack and threshold > 0: shortest=30, slack=0.0,"
                        + " threshold=0.0");
    }
}
