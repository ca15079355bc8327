package io.dynamicaccounts.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Loads product and simulation once more, with some of their classes replaced. All of them, since a class reaches
 * what is private to its package only in those of the same loader; everything else is the parent's.
 */
final class PatchedClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String OURS = "io.dynamicaccounts.";

    private final Map<String, byte[]> patches;

    /**
     * @param patches the bytes of the replaced classes, by binary name
     */
    PatchedClasses(Map<String, byte[]> patches) {
        super("patched", PatchedClasses.class.getClassLoader());
        this.patches = Map.copyOf(patches);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = patches.containsKey(name) ? patches.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
