package invitations.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.PrivateFolders;
import invitations.home.HomeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is brought to the disk when folders are made and files are moved: each folder in which a name is new. */
class DurableFoldersTest {
    @TempDir
    Path folder;

    private final List<Path> synced = new ArrayList<>();

    @Test
    void a_file_of_the_work_folder_is_durable_with_all_names_on_the_way_to_it() throws IOException {
        try (HomeFolder home = HomeFolder.take(folder.resolve("home"), false)) {
            WorkFolder work = new WorkFolder(home, synced::add);
            Path file = Files.writeString(work.place("students").resolve("people.csv"), "email\n");

            work.makeDurable(file);

            Path place = file.resolve("../..").normalize();
            assertThat(synced).containsExactly(file, place.resolve("students"), place, home.work());
        }
    }

    @Test
    void a_folder_that_is_made_is_durable_in_the_one_above_it() throws IOException {
        Path made = folder.resolve("home/drop/students");

        PrivateFolders.create(made, synced::add);
        assertThat(made).isEmptyDirectory();
        assertThat(synced).containsExactly(folder, folder.resolve("home"), folder.resolve("home/drop"));

        synced.clear();
        PrivateFolders.create(made, synced::add);
        assertThat(synced).as("nothing new").isEmpty();
    }
}
