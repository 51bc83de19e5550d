package invitations.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * The bean {@code dropped-files}: lets a file through once so many looks in a row found its size and time unchanged, by
 * our own count, since copies may keep an old time. Regular files only, links are not followed.
 */
public final class DroppedFiles implements GenericFileFilter<Object> {
    private final int stablePolls;
    private final Map<Path, Look> looks = new ConcurrentHashMap<>();

    /** @param stablePolls how many looks in a row must find a file unchanged */
    public DroppedFiles(int stablePolls) {
        this.stablePolls = stablePolls;
    }

    @Override
    public boolean accept(GenericFile<Object> candidate) {
        Path file = Path.of(candidate.getAbsoluteFilePath());
        if (candidate.isDirectory()) {
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile() || isTemporary(file.getFileName().toString())) {
                return false;
            }
            Look look = looks.merge(
                    file,
                    new Look(attributes.size(), attributes.lastModifiedTime().toMillis(), 1),
                    Look::again);
            if (look.times() > stablePolls) {
                looks.remove(file);
                return true;
            }
            return false;
        } catch (IOException gone) {
            looks.remove(file);
            return false;
        }
    }

    private static boolean isTemporary(String name) {
        return name.startsWith(".") || name.startsWith("~");
    }

    private record Look(long size, long time, int times) {
        Look again(Look next) {
            return size == next.size && time == next.time ? new Look(size, time, times + 1) : next;
        }
    }
}
