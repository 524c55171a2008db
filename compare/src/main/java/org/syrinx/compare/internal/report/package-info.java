/** What a comparison leaves behind: one page to listen to, JSON, tables. */
package org.syrinx.compare.internal.report;
