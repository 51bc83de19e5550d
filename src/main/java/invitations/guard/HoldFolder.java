package invitations.guard;

import invitations.base.AtomicFile;
import invitations.base.PrivateFolders;
import invitations.feed.guard.ApprovalFileName;
import invitations.feed.guard.ApprovalFileName.Verb;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Hold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code hold} of a home, with a folder for each drop that is held: {@code hold/<feed>/<drop>}. Each file in it
 * is there whole or not at all; only the program's user reads and writes it. For one thread at a time.
 *
 * @param root the folder {@code hold}
 */
public record HoldFolder(Path root) {
    /** Why the drop is held, and how to release it. */
    public static final String READ_ME = "READ-ME.txt";

    private static final String REFUSED = ".refused";
    private static final String WHY = ".why.txt";
    private static final int DEPTH_OF_DROP = 2;

    /** {@return the folder of a drop} */
    public Path of(Drop drop) {
        return root.resolve(drop.feed()).resolve(drop.id());
    }

    /** Writes what is missing of the folder of a drop, or is of an earlier plan of it. */
    void write(Drop drop, Hold hold, List<String> readMe, PlanDisplay display) throws IOException {
        Path folder = of(drop);
        PrivateFolders.create(folder);
        AtomicFile.removeLeftovers(folder);
        Path notice = folder.resolve(READ_ME);
        List<String> templates = Stream.of(Verb.values())
                .map(verb -> new ApprovalFileName(verb, hold.planHash()).template())
                .toList();
        // The notice names the hash and is written last: where it has it, the plan is that one.
        if (!Files.exists(folder.resolve(PlanDisplay.FILE))
                || !Files.exists(notice)
                || !Files.readString(notice).contains(hold.planHash())) {
            Files.deleteIfExists(notice);
            display.write(drop, folder);
        }
        for (Path old : files(folder)) {
            String name = old.getFileName().toString();
            if (name.endsWith(ApprovalFileName.TEMPLATE) && !templates.contains(name)) {
                Files.delete(old);
            }
        }
        for (String template : templates) {
            if (!Files.exists(folder.resolve(template), LinkOption.NOFOLLOW_LINKS)) {
                write(folder.resolve(template), List.of("Name: "));
            }
        }
        if (!Files.exists(notice) || !Files.readString(notice).equals(text(readMe))) {
            write(notice, readMe);
        }
        AtomicFile.syncNames(folder);
    }

    /** Puts a file of a drop's folder aside where it is, so that it never acts, with the reason beside it. */
    void refuse(Path file, String why) throws IOException {
        String name = file.getFileName().toString();
        Path aside = free(file.resolveSibling(name + REFUSED));
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        write(file.resolveSibling(aside.getFileName() + WHY), List.of(name + " did nothing: " + why + "."));
        AtomicFile.syncNames(file.resolveSibling("").normalize());
    }

    /** Takes away the folder of a drop that is not held any more, and that of its feed where it is empty then. */
    void remove(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFolders.delete(folder);
        }
        Path feed = folder.resolveSibling("").normalize();
        if (Files.isDirectory(feed, LinkOption.NOFOLLOW_LINKS) && files(feed).isEmpty()) {
            Files.deleteIfExists(feed);
        }
    }

    /** {@return the folders of drops that are there, held or not} */
    List<Path> drops() throws IOException {
        List<Path> drops = new ArrayList<>();
        for (Path feed : folders(root)) {
            drops.addAll(folders(feed));
        }
        return drops;
    }

    /** {@return the files that are named as approvals, wherever they are below the folder, links among them} */
    public List<Path> approvals() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isApproval(file.getFileName().toString())) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
                if (reason instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw reason;
            }
        });
        return found.stream().sorted().toList();
    }

    /** {@return whether a file of that name is to be acted upon, or put aside} */
    public static boolean isApproval(String name) {
        return ApprovalFileName.isLike(name)
                && !name.endsWith(ApprovalFileName.TEMPLATE)
                && !name.endsWith(REFUSED)
                && !name.endsWith(WHY);
    }

    /** {@return whether the file is in the folder of a drop} */
    boolean isInDrop(Path file) {
        return file.startsWith(root) && root.relativize(file).getNameCount() == DEPTH_OF_DROP + 1;
    }

    private static Path free(Path wanted) {
        Path free = wanted;
        for (int next = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); next++) {
            String name = wanted.getFileName().toString();
            free = wanted.resolveSibling(name.substring(0, name.length() - REFUSED.length()) + "." + next + REFUSED);
        }
        return free;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        try (AtomicFile draft = new AtomicFile(file)) {
            draft.stream().write(text(lines).getBytes(StandardCharsets.UTF_8));
            draft.publish();
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<Path> folders(Path folder) throws IOException {
        return files(folder).stream()
                .filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
