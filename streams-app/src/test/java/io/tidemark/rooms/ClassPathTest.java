package io.tidemark.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The registry client comes in a jar that carries copies of other libraries under their own names. It stands last on the class
 * path, so that every class of which there are two loads from the jar that the build chose.
 */
class ClassPathTest {
    private static final String BUNDLE = "flink-sql-avro-confluent-registry";
    private static final List<File> JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(File::new)
            .toList();

    @Test
    void everyClassInTwoJarsLoadsFromTheOther() {
        assertThat(twice()).hasSizeGreaterThan(100);
        assertThat(loadedFromBundle(ClassPathTest.class.getClassLoader())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.xerial.snappy.Snappy", "com.github.luben.zstd.Zstd", "org.yaml.snakeyaml.Yaml"})
    void theOnesThatHurtMostAreAmongThem(String name) {
        assertThat(twice()).contains(name);
    }

    @Test
    void theCheckBitesWhenTheBundleComesFirst() throws IOException {
        URL[] bundleFirst = JARS.stream()
                .sorted(Comparator.comparing(jar -> !isBundle(jar)))
                .map(ClassPathTest::urlOf)
                .toArray(URL[]::new);

        try (URLClassLoader loader = new URLClassLoader(bundleFirst, ClassLoader.getPlatformClassLoader())) {
            assertThat(loadedFromBundle(loader)).contains("org.xerial.snappy.Snappy");
        }
    }

    private static Set<String> loadedFromBundle(ClassLoader loader) {
        return twice().stream()
                .filter(name -> loader.getResource(name.replace('.', '/') + ".class")
                        .toString()
                        .contains(BUNDLE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> twice() {
        Set<String> twice = bundled();
        twice.retainAll(JARS.stream()
                .filter(jar -> !isBundle(jar))
                .flatMap(jar -> classesOf(jar).stream())
                .collect(Collectors.toSet()));
        return twice;
    }

    private static Set<String> bundled() {
        List<File> bundles = JARS.stream().filter(ClassPathTest::isBundle).toList();
        assertThat(bundles).hasSize(1);
        return classesOf(bundles.get(0));
    }

    private static boolean isBundle(File jar) {
        return jar.getName().startsWith(BUNDLE);
    }

    private static String placeOf(String name) throws ClassNotFoundException {
        return Class.forName(name, false, ClassPathTest.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    private static URL urlOf(File jar) {
        try {
            return jar.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> classesOf(File jar) {
        try (ZipFile zip = new ZipFile(jar)) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class")
                            && !name.startsWith("META-INF/")
                            && !name.endsWith("module-info.class")
                            && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
