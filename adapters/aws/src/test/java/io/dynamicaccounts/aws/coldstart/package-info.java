/** What the start of a function is compared with. None of it is in the artifact. */
package io.dynamicaccounts.aws.coldstart;
