/** Counterexamples as self-contained HTML pages, and the gallery of them. */
package org.vlsverify.spec.page;
