/** What was packaged, run by Lambda's own runtime client in processes of its own. Runs once the artifact is there. */
package io.dynamicaccounts.aws.lambda;
