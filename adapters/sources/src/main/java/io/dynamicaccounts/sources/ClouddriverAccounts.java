package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import java.util.List;
import java.util.Map;

/**
 * The accounts and the problems of a configuration file.
 *
 * @param accounts the usable Kubernetes accounts, in the order of the file
 * @param problems the parts that an operator should correct, in the order of the file
 */
record ClouddriverAccounts(Map<AccountName, Definition> accounts, List<SourceProblem> problems) {}
