package io.tidemark.cli;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.cli.TextTable.Align;
import io.tidemark.runtime.trial.Block;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in blocks, on the terminal or in a file. */
final class BlockPrinter {
    private BlockPrinter() {}

    /** Prints all of it, the verdict in colour where there are colours. */
    static void print(List<Block> blocks, Terminal terminal) {
        for (Block block : blocks) {
            if (block instanceof Block.Verdict verdict && verdict.tone() != Block.Tone.CALM) {
                terminal.print(verdict.tone() == Block.Tone.PAGES ? Colour.RED : Colour.YELLOW, verdict.text(), "");
            } else {
                lines(block).forEach(terminal::print);
            }
        }
    }

    private static List<String> lines(Block block) {
        if (block instanceof Block.Line line) {
            return List.of(line.text());
        }
        if (block instanceof Block.Verdict verdict) {
            return List.of(verdict.text());
        }
        if (block instanceof Block.Table table) {
            return lines(table);
        }
        throw new IllegalArgumentException("unknown block: type=" + block.getClass());
    }

    private static List<String> lines(Block.Table table) {
        Align[] aligns = table.columns()
                .chars()
                .mapToObj(c -> c == '>' ? Align.RIGHT : Align.LEFT)
                .toArray(Align[]::new);
        TextTable text = new TextTable(aligns);
        table.rows().forEach(row -> text.add(row.toArray(String[]::new)));
        return text.lines();
    }

    /**
     * Writes what a command found: one JSON object, or text, to a file or to standard output.
     *
     * @param file null for standard output
     */
    static void write(Written written, @Nullable Path file, Terminal terminal) {
        if (file == null && written.json().isEmpty()) {
            print(written.blocks(), terminal);
        } else if (file == null) {
            terminal.print(written.json());
        } else {
            save(written, file);
        }
    }

    /**
     * What a command found.
     *
     * @param blocks as text
     * @param json as one object; empty if text is wanted
     */
    record Written(List<Block> blocks, String json) {}

    private static void save(Written written, Path file) {
        List<String> lines = new ArrayList<>();
        if (written.json().isEmpty()) {
            written.blocks().forEach(block -> lines.addAll(lines(block)));
        } else {
            lines.add(written.json());
        }
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageError("--out=" + file + " cannot be written: " + e.getMessage() + "; name a file that can");
        }
    }
}
