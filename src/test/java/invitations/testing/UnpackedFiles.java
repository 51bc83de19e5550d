package invitations.testing;

import invitations.feed.SheetSettings;
import invitations.intake.container.UnpackLimits;
import invitations.intake.container.UnpackSink;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.Warning;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder for what is unpacked in a test. */
public record UnpackedFiles(Path folder) implements UnpackSink {
    public static final UnpackLimits LIMITS = new UnpackLimits(5_000_000, 20_000_000, 100, 100);

    @Override
    public OutputStream create(String name) throws IOException {
        return Files.newOutputStream(Files.createDirectories(folder).resolve(name));
    }

    @Override
    public void warn(Warning warning) throws IOException {
        Files.writeString(
                folder.resolveSibling("warnings"),
                warning.line() + " " + warning.code() + " " + warning.message() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public Path temporary() throws IOException {
        return Files.createDirectories(folder).resolveSibling("temporary");
    }

    /** {@return what a file has in it, by name; empty when it is to be read as it is} */
    public Map<String, String> of(Path file, SheetSettings sheet, Unpacker unpacking) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        String name = file.getFileName().toString();
        if (unpacking.unpack(file, name, () -> sheet, this)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    contents.put(each.getFileName().toString(), Files.readString(each));
                }
            }
        }
        return contents;
    }

    public Map<String, String> of(Path file) throws IOException {
        return of(file, SheetSettings.NONE, new Unpacker(LIMITS, null, ""));
    }
}
