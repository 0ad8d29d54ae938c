package io.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code metadata} of an object, as OpenSLO has it.
 *
 * @param name a DNS label (RFC 1123); empty if it is none
 * @param displayName what people call it; the name if nothing else is said
 * @param labels by key; a single text is a list of one
 * @param annotations the annotations, of which ours are still to be read
 */
record Metadata(String name, String displayName, Map<String, List<String>> labels, Section annotations) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");
    private static final Pattern ANNOTATION = Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?" + LABEL);
    private static final int LONGEST_DISPLAY_NAME = 63;
    private static final String OURS = "tidemark.io/";

    /** Whether a text can name an object. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Of an object whose name is needed. */
    static Metadata read(Section object, String remedy) {
        Section metadata = object.field("metadata").section();
        Field name = metadata.field("name");
        String text = name.requiredText(remedy);
        return rest(metadata, checked(name, text));
    }

    /** Of something written out inside an object, which needs no name. */
    static Metadata readInline(Section object) {
        Section metadata = object.field("metadata").section();
        Field name = metadata.field("name");
        return rest(metadata, checked(name, name.text("")));
    }

    /** Refuses our annotations, of which an object that is no SLO has none, and takes others as they are. */
    void finishAnnotations() {
        annotations.keys().stream().filter(key -> !key.startsWith(OURS)).forEach(annotations::field);
        annotations.finish();
    }

    /** The first text of a label; empty if there is none. */
    String label(String key) {
        List<String> texts = labels.getOrDefault(key, List.of());
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private static String checked(Field field, String name) {
        if (!name.isBlank() && !isName(name)) {
            field.fail("is not a name; write a-z, 0-9 and '-', at most 63");
            return "";
        }
        return name;
    }

    private static Metadata rest(Section metadata, String name) {
        Field display = metadata.field("displayName");
        String displayName = display.text(name);
        if (displayName.length() > LONGEST_DISPLAY_NAME) {
            display.warn("has " + displayName.length() + " characters; other tools of OpenSLO take at most "
                    + LONGEST_DISPLAY_NAME);
        }
        Section annotations = metadata.field("annotations").section();
        for (String key : annotations.keys()) {
            if (!ANNOTATION.matcher(key).matches()) {
                annotations.field(key).fail("is not a key of annotations; write one like team.example.com/key");
            }
        }
        Metadata read = new Metadata(name, displayName, labels(metadata), annotations);
        metadata.finish();
        return read;
    }

    private static Map<String, List<String>> labels(Section metadata) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        Section section = metadata.field("labels").section();
        for (String key : section.keys()) {
            Field field = section.field(key);
            if (!LABEL.matcher(key).matches()) {
                field.fail("is not a key of labels; write letters, digits, '.', '_' and '-', at most 63");
            }
            labels.put(key, texts(field));
        }
        return labels;
    }

    private static List<String> texts(Field field) {
        if (field.isSingle()) {
            return List.of(field.text(""));
        }
        List<String> texts = new ArrayList<>();
        field.items().forEach(item -> texts.add(item.text("")));
        return List.copyOf(texts);
    }
}
