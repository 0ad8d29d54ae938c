package io.tidemark.ingest;

import io.tidemark.config.FieldPath;
import io.tidemark.stats.HotPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the records of a topic, and what the values there are for.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class FieldNode {
    private final FieldTree tree;
    private final FieldPath path;
    private final Map<String, FieldNode> fields = new HashMap<>();
    private final List<FieldNode> items = new ArrayList<>();
    private final @Nullable MappedField use;
    private final boolean isOpen;
    private boolean isOnTheWay;

    /**
     * @param use what a value here is for; null if for nothing
     * @param isOpen whether fields inside may be for something though the mapping does not name them
     */
    FieldNode(FieldTree tree, FieldPath path, @Nullable MappedField use, boolean isOpen) {
        this.tree = tree;
        this.path = path;
        this.use = use;
        this.isOpen = isOpen;
    }

    FieldPath path() {
        return path;
    }

    /** What a value here is for; null if for nothing. */
    @HotPath
    @Nullable
    MappedField use() {
        return use;
    }

    /** Whether anything here, or inside, is for something. */
    @HotPath
    boolean isNeeded() {
        return use != null || isOpen || isOnTheWay;
    }

    /** Whether fields inside may be for something though the mapping does not name them. */
    boolean isOpen() {
        return isOpen;
    }

    /** Whether the mapping names something inside. */
    boolean isOnTheWay() {
        return isOnTheWay;
    }

    /** Whether the mapping names places of this array. */
    boolean hasItems() {
        return !items.isEmpty();
    }

    /** Something inside is named. */
    void pass() {
        isOnTheWay = true;
    }

    /** The field of that name, or the map's value of that key; null if it is for nothing, or there are too many names. */
    @HotPath
    @Nullable
    FieldNode field(String name) {
        FieldNode known = fields.get(name);
        return known == null && isOpen ? meet(name) : known;
    }

    private @Nullable FieldNode meet(String name) {
        if (!tree.hasRoom(name)) {
            return null;
        }
        FieldNode met = tree.make(this, new FieldPath.Step(name, -1));
        fields.put(name, met);
        return met;
    }

    /** The field of that name, made if it is not there yet. */
    FieldNode named(String name) {
        return fields.computeIfAbsent(name, key -> tree.make(this, new FieldPath.Step(key, -1)));
    }

    /** The place in the array; null if the mapping does not name it. */
    @HotPath
    @Nullable
    FieldNode item(int index) {
        for (int i = 0; i < items.size(); i++) {
            FieldNode item = items.get(i);
            if (item.place() == index) {
                return item;
            }
        }
        return null;
    }

    /** The last place of the array that the mapping names; −1 if it names none. */
    int lastItem() {
        return items.stream().mapToInt(FieldNode::place).max().orElse(-1);
    }

    private int place() {
        return path.steps().get(path.steps().size() - 1).item();
    }

    /** The place in the array, made if it is not there yet. */
    FieldNode placed(int index) {
        FieldNode known = item(index);
        if (known != null) {
            return known;
        }
        FieldNode made = tree.make(this, new FieldPath.Step("", index));
        items.add(made);
        return made;
    }
}
