package org.syrinx.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A model instance that could not be made. Registered in place of its stages, so that it is listed
 * with its reason and breaks nothing else.
 *
 * @param model the id of the instance
 * @param plugin the family
 * @param reason the error, ready to be shown
 */
@ProviderType
public record ModelFailure(String model, String plugin, SyrinxException reason) {}
