package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "people.csv.partial",
                "people.csv.UPLOAD",
                "people.csv.uploading",
                "people.csv.writing",
                "people.csv.download",
                "people.csv.opdownload",
                "people.csv.inprogress",
                "people.csv._COPYING_",
                "people.csv.processing",
                "people.csv.lock",
                "people.csv.bak",
                "people.csv.swp",
                "people.csv.camelLock",
                "#people.csv#",
                ".~lock.people.csv#",
                "~$people.xlsx",
                "Desktop.INI",
                "Thumbs.db",
                ".DS_Store",
                "people.csv.part",
                "people.csv~"
            })
    void what_is_under_way_or_is_nobodys_is_left_alone(String name) {
        assertThat(TemporaryName.isOfFile(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"people.csv", "lock", "upload.csv", "#people.csv", "#", "people.csv#", "bak", "a.b.csv", "x."})
    void other_files_are_taken(String name) {
        assertThat(TemporaryName.isOfFile(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"class.old", "staff.lock", "north"})
    void a_feed_may_have_such_a_name(String name) {
        assertThat(TemporaryName.isOfFolder(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".trash", "~x", "x~", "x.PART", "x.tmp"})
    void folders_that_are_under_way_are_left_alone(String name) {
        assertThat(TemporaryName.isOfFolder(name)).isTrue();
    }
}
