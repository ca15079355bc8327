/**
 * Strict JSON: shapes that read and describe what the API accepts, and writers that write and describe what the API
 * answers.
 */
@NullMarked
package io.dynamicaccounts.http.json;

import org.jspecify.annotations.NullMarked;
