package invitations.camel;

import invitations.intake.Unpacked;
import invitations.invitation.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files of one container on their way into the work folder: there all at last, or none. For one thread. */
final class Drafts implements Unpacked, Closeable {
    private final WorkFolder work;
    private final Arrival container;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();

    Drafts(WorkFolder work, Arrival container) {
        this.work = work;
        this.container = container;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = place().resolve(name);
        files.add(file);
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void warn(Warning warning) throws IOException {
        UnpackedWarnings.add(files.get(files.size() - 1).resolve("../..").normalize(), warning);
    }

    @Override
    public Path temporary() throws IOException {
        return place().resolve("decrypted");
    }

    /** Lets all files be there; where there are several, their names begin with that of what they came in. */
    List<Arrival> publish() throws IOException {
        List<Arrival> published = new ArrayList<>();
        for (Path file : files) {
            Path named = files.size() == 1
                    ? file
                    : Files.move(
                            file,
                            file.resolveSibling(Unpacked.prefix(container.name()) + file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE);
            published.add(work.publish(named));
        }
        return published;
    }

    /** Takes away what was not published. */
    @Override
    public void close() throws IOException {
        for (Path place : places) {
            if (Files.exists(place)) {
                PrivateFolders.delete(place);
            }
        }
    }

    private Path place() throws IOException {
        Path feed = work.draft(container.feed(), container.hold());
        places.add(feed.resolve("..").normalize());
        return feed;
    }
}
