/** What is compared: pipelines, folders of recordings, copy synthesis. */
package org.syrinx.compare.internal.arms;
