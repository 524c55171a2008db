package org.syrinx.tck.twins;

import java.util.Optional;
import org.syrinx.api.Denoiser;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpace;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.DenoiserContract;
import org.syrinx.tck.DirectionFinderContract;
import org.syrinx.tck.EncoderContract;
import org.syrinx.tck.LatentSpaceContract;
import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The contracts as a third party would write them, on whatever twin is current. */
final class Subjects {
    /** Where a bundle of the tests is put. */
    static final String BUNDLE = "target/twins/current.jar";

    private Subjects() {}

    static class OfVocoder extends VocoderContract {
        @Override
        protected Optional<Vocoder> open() {
            return Optional.of(Twin.current());
        }
    }

    static class OfEncoder extends EncoderContract {
        @Override
        protected Optional<Encoder> open() {
            return Optional.of(Twin.current());
        }
    }

    static class OfLatentSpace extends LatentSpaceContract {
        @Override
        protected Optional<LatentSpace> open() {
            return Optional.of(Twin.current());
        }
    }

    static class OfDenoiser extends DenoiserContract {
        @Override
        protected Optional<Denoiser> open() {
            return Optional.of(Twin.current());
        }
    }

    static class OfFinder extends DirectionFinderContract {
        @Override
        protected Optional<DirectionFinder> open() {
            return Optional.of(Twin.current());
        }
    }

    @PlugIn(bundle = BUNDLE)
    static class OfBundle extends VocoderContract {}

    @PlugIn(bundle = BUNDLE, factoryPid = "org.syrinx.tck.hum", configuration = "model.builtin=hum")
    static class OfFamily extends VocoderContract {}
}
