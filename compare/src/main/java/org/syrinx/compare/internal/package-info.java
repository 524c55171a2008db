/**
 * The command {@code compare}: the same prompts through several pipelines, judged alike, with a
 * report that can be listened to, cited and run again.
 */
package org.syrinx.compare.internal;
