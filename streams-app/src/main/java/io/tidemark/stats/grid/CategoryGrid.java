package io.tidemark.stats.grid;

import io.tidemark.stats.ByteTable;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.HotPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cells for categories and booleans: one for each value of the reference up to a cap, the last one for everything else.
 *
 * <p>Immutable; any thread.
 */
public final class CategoryGrid implements Grid {
    private final ColumnKind kind;
    private final List<String> values;
    private final byte[][] utf8;
    private final ByteTable<Integer> cells = new ByteTable<>();
    private final String id;

    /**
     * A grid of {@code values.size() + 1} cells.
     *
     * @param kind CATEGORY or BOOLEAN
     * @param values distinct, in cell order
     * @throws IllegalArgumentException if a value repeats or the kind is another
     */
    public CategoryGrid(ColumnKind kind, List<String> values) {
        if (kind != ColumnKind.CATEGORY && kind != ColumnKind.BOOLEAN) {
            throw new IllegalArgumentException("a category grid is for categories and booleans: kind=" + kind);
        }
        this.kind = kind;
        this.values = List.copyOf(values);
        this.utf8 = new byte[values.size()][];
        for (int i = 0; i < utf8.length; i++) {
            utf8[i] = values.get(i).getBytes(StandardCharsets.UTF_8);
            place(i);
        }
        this.id = ContentHash.hex(content());
    }

    /** Each value with its length before it: otherwise no values, one empty value, and values that hold a separator would share an id. */
    private byte[] content() {
        byte[] name = kind.name().getBytes(StandardCharsets.UTF_8);
        int size = name.length;
        for (byte[] value : utf8) {
            size += Integer.BYTES + value.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).put(name);
        for (byte[] value : utf8) {
            buffer.putInt(value.length).put(value);
        }
        return buffer.array();
    }

    private void place(int index) {
        byte[] value = utf8[index];
        if (cells.get(value, 0, value.length) != null) {
            throw new IllegalArgumentException("a category grid's values must be distinct: value=" + values.get(index));
        }
        cells.add(value, 0, value.length, index);
    }

    /** The cell of a value given as UTF-8 bytes; {@link #elseCell()} if it has none. */
    @HotPath
    public int cell(byte[] buffer, int offset, int length) {
        Integer found = cells.get(buffer, offset, length);
        return found == null ? utf8.length : found;
    }

    /** The cell of a value; {@link #elseCell()} if it has none. */
    public int cell(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return cell(bytes, 0, bytes.length);
    }

    /** The last cell: values that the reference never had, or had too rarely for a cell of their own. */
    public int elseCell() {
        return utf8.length;
    }

    /** The values in cell order, without {@code else}. */
    public List<String> values() {
        return values;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ColumnKind kind() {
        return kind;
    }

    @Override
    public int cells() {
        return utf8.length + 1;
    }

    @Override
    public String label(int cell) {
        return cell == utf8.length ? "else" : "“" + values.get(cell) + "”";
    }
}
