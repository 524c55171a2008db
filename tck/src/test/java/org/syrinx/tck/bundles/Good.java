package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** A plug-in as a third party would write it. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "vocoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class Good extends HumVocoder {}
