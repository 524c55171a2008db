/** What is to be said: the project's prompt sets and files of the user's own. */
package org.syrinx.compare.internal.prompts;
