/**
 * The contract of {@code org.syrinx.api} as JUnit 5 tests that anyone can run against a plug-in.
 * Every test is named after a numbered clause of {@code docs/contract.md}.
 *
 * <p>One base class for each role; one annotation says where the plug-in is:
 *
 * <pre>{@code
 * @PlugIn
 * class HumVocoderTest extends VocoderContract {}
 * }</pre>
 *
 * <p>The plug-in is installed into a real framework inside the test process, and its service is put
 * to the test. A stage without a bundle is tested by overriding {@code open()} instead; the clauses
 * about bundles are then reported as skipped.
 */
@Export
@Version("0.1.0")
package org.syrinx.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
