package invitations.intake.inbox;

import invitations.base.PrivateFolders;
import invitations.intake.container.UnpackSink;
import invitations.intake.unpack.UnpackWarnings;
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
public final class DraftFiles implements UnpackSink, Closeable {
    private final WorkFolder work;
    private final WorkFile container;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();

    public DraftFiles(WorkFolder work, WorkFile container) {
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
        UnpackWarnings.add(files.get(files.size() - 1).resolve("../..").normalize(), warning);
    }

    @Override
    public Path temporary() throws IOException {
        return place().resolve("decrypted");
    }

    /** Lets all files be there; where there are several, their names begin with that of what they came in. */
    public List<WorkFile> publish() throws IOException {
        List<WorkFile> published = new ArrayList<>();
        for (Path file : files) {
            Path named = files.size() == 1
                    ? file
                    : Files.move(
                            file,
                            file.resolveSibling(UnpackSink.prefix(container.name()) + file.getFileName()),
                            StandardCopyOption.ATOMIC_MOVE);
            RosterMark.copy(container.file(), named);
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
