package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Shape;

/**
 * What an endpoint accepts beside its path, read and checked before the endpoint is called.
 *
 * @param <I> the type that the input is read as
 */
public sealed interface Input<I> {

    /** No input; a body is ignored. */
    record Nothing() implements Input<Nothing> {}

    /** Parameters of the query. */
    record Query<I>(QueryShape<I> shape) implements Input<I> {}

    /** A JSON body. */
    record Body<I>(Shape<I> shape) implements Input<I> {}

    /**
     * Parameters of the query, beside a body that the published API declares and this one ignores, whatever the body
     * holds.
     */
    record QueryBesideIgnored<I>(QueryShape<I> shape) implements Input<I> {}
}
