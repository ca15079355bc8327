/** The doctor as a command. */
package io.dynamicaccounts.local.doctor;
