package org.syrinx.tck.bundles;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.SyrinxModel;
import org.syrinx.api.Vocoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** Declares another role than it has: breaks B-1. */
@Component(service = Vocoder.class)
@ProvideModel(value = "hum", roles = "encoder")
@SyrinxModel(model = "hum", plugin = "hum", latent = "hum")
public class UndeclaredRole extends HumVocoder {}
