package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Is registered under another latent than it wants: breaks B-2. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "mel")
public class OtherName extends HumVocoder {}
