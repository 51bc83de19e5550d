package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateGroupsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ada,   ada,   true",
        "grace, grace, true",
        "root,  root,  false",
        "alan,  alan,  false",
        "joan,  joan,  false",
        "staff, ada,   false",
        "gone,  gone,  false"
    })
    void a_group_is_private_where_its_owner_alone_is_in_it(String group, String owner, boolean isPrivate)
            throws IOException {
        Path groups = Files.writeString(
                folder.resolve("group"),
                """
                root:x:0:
                ada:x:1000:
                grace:x:1001:grace
                alan:x:1002:www-data
                joan:x:1003:
                staff:x:50:
                damaged
                """);
        Path users = Files.writeString(
                folder.resolve("passwd"),
                """
                root:x:0:0:root:/root:/bin/bash
                ada:x:1000:1000::/home/ada:/bin/sh
                grace:x:1001:1001::/home/grace:/bin/sh
                alan:x:1002:1002::/home/alan:/bin/sh
                joan:x:1003:1003::/home/joan:/bin/sh
                web:x:1004:1003::/home/web:/bin/sh
                """);

        assertThat(PrivateGroups.read(groups, users).isPrivate(group, owner)).isEqualTo(isPrivate);
    }

    @Test
    void where_the_files_cannot_be_read_no_group_is_private() {
        Path away = folder.resolve("away");

        assertThat(PrivateGroups.read(away, away).isPrivate("ada", "ada")).isFalse();
    }
}
