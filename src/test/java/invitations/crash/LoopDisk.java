package invitations.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An ext4 file system in a file. What the file holds at a moment is what a power cut leaves at that moment. */
final class LoopDisk implements AutoCloseable {
    private final Path folder;
    private final Path mount;
    private Path image;
    private int cuts;

    private LoopDisk(Path folder) throws IOException {
        this.folder = folder;
        this.mount = Files.createDirectories(folder.resolve("disk"));
        this.image = folder.resolve("disk.img");
    }

    /**
     * Makes one.
     *
     * @throws IOException when this machine does not let us, with its reason
     */
    static LoopDisk make(Path folder) throws IOException, InterruptedException {
        LoopDisk disk = new LoopDisk(folder);
        run("truncate", "-s", "48M", disk.image.toString());
        run("mkfs.ext4", "-q", "-F", disk.image.toString());
        disk.mount();
        return disk;
    }

    /** {@return where its files are} */
    Path path() {
        return mount;
    }

    /** Takes the image as it is now: what only the system's memory has is not in it. */
    void cut() throws IOException, InterruptedException {
        cuts++;
        run("cp", "--sparse=always", image.toString(), copy().toString());
    }

    /** Goes on with the image that was taken; whoever used the disk is gone. */
    void replace() throws IOException, InterruptedException {
        run("umount", mount.toString());
        Files.delete(image);
        image = copy();
        mount();
    }

    private Path copy() {
        return folder.resolve("disk-" + cuts + ".img");
    }

    /** Nothing is written behind the back of those who want it written: the system would do so after seconds. */
    private void mount() throws IOException, InterruptedException {
        run("mount", "-o", "loop,commit=300", image.toString(), mount.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>(process.inputReader().lines().toList());
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", mount.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(mount + " stays mounted", e);
        }
    }
}
