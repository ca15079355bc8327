package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client of one cluster. Its calls wait for the cluster, each step at most as long as a request may take. */
final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** One answer of a cluster with very many namespaces would be a large one. */
    private static final long PAGE = 500;

    /** As many as anybody can want to read; the control plane keeps fewer. */
    private static final int MOST_NAMESPACES = 20_000;

    /** No pod has this name, for it is no valid one: a watch of it is open and silent. */
    private static final String NO_POD = "metadata.name=-";

    private final ClusterAccess access;
    private final Scope scope;
    private final ServerTrust trust;
    private final FailureReasons reasons;
    private final KubernetesClient client;
    private volatile @Nullable String token;

    /** What of a cluster the account is for: all but the omitted namespaces, or only the named ones. */
    record Scope(List<String> namespaces, List<String> omitted) {
        static Scope of(ConnectionFields fields) throws CannotConnect {
            return new Scope(fields.texts("namespaces"), fields.texts("omitNamespaces"));
        }
    }

    /** Hears from a watch. */
    interface Ears {
        /** The set of namespaces is another one now. */
        void namespaces(List<String> now);

        /** It has ended and was not closed by this end. */
        void ended();
    }

    Connection(ClusterClients clients, ClusterAccess access, Scope scope, Duration timeout) throws CannotConnect {
        this.access = access;
        this.scope = scope;
        this.trust = ServerTrust.of(access.trust());
        this.reasons = new FailureReasons(access, timeout, () -> token);
        this.client = clients.client(access, trust, () -> token);
    }

    /** What was found, and from where a watch goes on. */
    record Look(ClusterFacts facts, @Nullable String resourceVersion) {}

    String address() {
        return access.address();
    }

    /** Asks the cluster what it is. */
    Look look() throws CannotConnect {
        ClusterAccess.Tokens tokens = access.login().tokens();
        if (tokens != null) {
            token = tokens.now();
        }
        try {
            String version = version();
            if (!scope.namespaces().isEmpty()) {
                PodList pods = client.pods()
                        .inNamespace(scope.namespaces().getFirst())
                        .list(new ListOptionsBuilder()
                                .withFieldSelector(NO_POD)
                                .withLimit(1L)
                                .build());
                return new Look(
                        facts(version, scope.namespaces()), pods.getMetadata().getResourceVersion());
            }
            Set<String> names = new TreeSet<>();
            NamespaceList page = client.namespaces().list(page(null));
            String resourceVersion = page.getMetadata().getResourceVersion();
            add(page, names);
            String next = page.getMetadata().getContinue();
            while (next != null && !next.isEmpty() && names.size() < MOST_NAMESPACES) {
                page = client.namespaces().list(page(next));
                add(page, names);
                next = page.getMetadata().getContinue();
            }
            return new Look(facts(version, List.copyOf(names)), resourceVersion);
        } catch (RuntimeException fault) {
            throw refused(fault);
        }
    }

    private static ListOptions page(@Nullable String next) {
        return new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
    }

    private void add(NamespaceList page, Set<String> names) {
        page.getItems().stream()
                .map(each -> each.getMetadata().getName())
                .filter(name -> !scope.omitted().contains(name))
                .forEach(names::add);
    }

    /** Null where the account may not know: that alone does not keep it from watching. */
    private @Nullable String version() {
        try {
            VersionInfo version = client.getKubernetesVersion();
            return version == null ? null : version.getGitVersion();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403 || e.getCode() == 404) {
                return null;
            }
            throw e;
        }
    }

    private ClusterFacts facts(@Nullable String version, List<String> namespaces) {
        return new ClusterFacts(access.address(), version, trust.fingerprint(), namespaces);
    }

    /** Opens a watch that goes on from a look. Returns when it is open. */
    Watch watch(Look look, Ears ears) throws CannotConnect {
        ListOptionsBuilder options = new ListOptionsBuilder().withResourceVersion(look.resourceVersion());
        try {
            if (!scope.namespaces().isEmpty()) {
                return client.pods()
                        .inNamespace(scope.namespaces().getFirst())
                        .watch(options.withFieldSelector(NO_POD).build(), new Silent<>(ears));
            }
            List<String> known = look.facts().namespaces();
            return client.namespaces()
                    .watch(options.build(), new Namespaces(ears, known == null ? List.of() : known, scope.omitted()));
        } catch (RuntimeException fault) {
            throw refused(fault);
        }
    }

    private CannotConnect refused(RuntimeException fault) {
        // Not its message: it may quote what was sent.
        LOG.debug("{} cannot be used: {}", access.address(), fault.getClass().getName());
        String reason = reasons.of(fault);
        boolean forbidden = reason.startsWith("403") && scope.namespaces().isEmpty();
        return new CannotConnect(forbidden ? reason + " (or name the account's namespaces in its definition)" : reason);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A watch of nothing: that it is open is what counts. */
    private static class Silent<T> implements Watcher<T> {
        private final Ears ears;

        Silent(Ears ears) {
            this.ears = ears;
        }

        @Override
        public void eventReceived(Action action, T resource) {}

        @Override
        public void onClose(WatcherException cause) {
            ears.ended();
        }

        @Override
        public void onClose() {
            ears.ended();
        }
    }

    private static final class Namespaces extends Silent<Namespace> {
        private final Ears ears;
        private final Set<String> names;
        private final List<String> omitted;

        Namespaces(Ears ears, List<String> known, List<String> omitted) {
            super(ears);
            this.ears = ears;
            this.names = new TreeSet<>(known);
            this.omitted = omitted;
        }

        @Override
        public void eventReceived(Action action, Namespace namespace) {
            String name = namespace.getMetadata().getName();
            boolean changed = switch (action) {
                case ADDED, MODIFIED -> !omitted.contains(name) && names.add(name);
                case DELETED -> names.remove(name);
                case ERROR, BOOKMARK -> false;
            };
            if (changed) {
                ears.namespaces(List.copyOf(names));
            }
        }
    }
}
