/** The command line: one executable jar for models, traces and their replay. */
package org.vlsverify.cli;
