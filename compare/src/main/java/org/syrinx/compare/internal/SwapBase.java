package org.syrinx.compare.internal;

import java.util.Map;
import org.syrinx.api.Role;

/**
 * The pipeline that a swap varies.
 *
 * @param pipeline its name
 * @param models the model of each role
 */
record SwapBase(String pipeline, Map<Role, String> models) {}
