package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Shape;

/**
 * What an endpoint takes beside its path: it is read and checked before the endpoint is asked.
 *
 * @param <I> what becomes of it
 */
public sealed interface Input<I> {

    /** Nothing; whatever body comes is ignored. */
    record Nothing() implements Input<Nothing> {}

    /** Parameters of the query. */
    record Query<I>(QueryShape<I> shape) implements Input<I> {}

    /** A JSON body. */
    record Body<I>(Shape<I> shape) implements Input<I> {}

    /** Parameters of the query, beside a body that the published API has and this one has no use for: anything is taken, also nothing. */
    record QueryBesideIgnored<I>(QueryShape<I> shape) implements Input<I> {}
}
