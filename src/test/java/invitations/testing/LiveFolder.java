package invitations.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into a folder while a program makes, renames and deletes files in it: one that vanishes meanwhile is left out. */
public final class LiveFolder {
    private LiveFolder() {}

    /** The plain files in it, at whatever depth, sorted by their paths; none where it is not there. */
    public static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
                return unlessGone(reason);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException reason) throws IOException {
                return unlessGone(reason);
            }
        });
        return files.stream().sorted().toList();
    }

    /** Their names, sorted. */
    public static List<String> names(Path folder) throws IOException {
        return files(folder).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    private static FileVisitResult unlessGone(@Nullable IOException reason) throws IOException {
        if (reason != null && !(reason instanceof NoSuchFileException)) {
            throw reason;
        }
        return FileVisitResult.CONTINUE;
    }
}
