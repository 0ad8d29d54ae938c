package io.tidemark.store;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Scope;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * References by scope, the latest {@value #MOST_VERSIONS} versions of each, so that a window is always compared with the one that held for
 * it; what was read last is kept decoded.
 *
 * <pre>
 *  key    SCOPE ({@link ScopeKey}), for what pin made; @training/SCOPE and @launch/SCOPE for the other kinds
 *  value  u8 version = 1   i32 versions, by the time from which they hold   versions × { i32 length   {@link ReferenceCodec} }
 * </pre>
 *
 * <p>Big-endian. Owned by one stream task; not thread-safe.
 */
public final class ReferenceStore {
    /** Most versions of a scope that are kept: as many as there are eras of grids. */
    public static final int MOST_VERSIONS = GridBookCodec.MOST_ERAS;

    private static final int VERSION = 1;
    private static final int MOST_DECODED = 1_000;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, List<Reference>> decoded = new HashMap<>();

    public ReferenceStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Adds a version; those that were to hold from the same time on or later are replaced by it. */
    public void put(Reference reference) {
        String key = key(reference.scope(), reference.label().kind());
        List<Reference> versions = new ArrayList<>(versions(key));
        versions.removeIf(known -> known.validFromMs() >= reference.validFromMs());
        versions.add(reference);
        if (versions.size() > MOST_VERSIONS) {
            versions.remove(0);
        }
        store.put(key, Layouts.write(VERSION, out -> {
            out.writeInt(versions.size());
            for (Reference version : versions) {
                byte[] bytes = ReferenceCodec.write(version);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }));
        decoded.remove(key);
    }

    /** The versions of a scope, by the time from which on they hold; empty if there is none. Pinned and published ones are of one kind. */
    public List<Reference> versions(Scope scope, Kind kind) {
        return versions(key(scope, kind));
    }

    /** The same from outside of the task, through an interactive query. */
    public static List<Reference> versions(ReadOnlyKeyValueStore<String, byte[]> store, Scope scope) {
        return versions(store, scope, Kind.PINNED);
    }

    /** The same of a kind; pinned and published ones are of one. */
    public static List<Reference> versions(ReadOnlyKeyValueStore<String, byte[]> store, Scope scope, Kind kind) {
        byte[] value = store.get(key(scope, kind));
        return value == null ? List.of() : decode(value);
    }

    private List<Reference> versions(String key) {
        List<Reference> known = decoded.get(key);
        return known == null ? read(key) : known;
    }

    private List<Reference> read(String key) {
        byte[] value = store.get(key);
        if (value == null) {
            return List.of();
        }
        if (decoded.size() >= MOST_DECODED) {
            decoded.clear();
        }
        List<Reference> versions = decode(value);
        decoded.put(key, versions);
        return versions;
    }

    private static List<Reference> decode(byte[] value) {
        return Layouts.read("references", VERSION, value, in -> readVersions(value.length, in));
    }

    private static List<Reference> readVersions(int most, DataInput in) throws IOException {
        List<Reference> versions = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > most) {
                throw new IllegalArgumentException(
                        "cannot read references: length of one=" + length + ", length of the record=" + most);
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            versions.add(ReferenceCodec.read(bytes));
        }
        return List.copyOf(versions);
    }

    private static String key(Scope scope, Kind kind) {
        String text = ScopeKey.text(scope);
        return switch (kind) {
            case PINNED, PUBLISHED -> text;
            case TRAINING, LAUNCH -> '@' + kind.word() + '/' + text;
        };
    }
}
