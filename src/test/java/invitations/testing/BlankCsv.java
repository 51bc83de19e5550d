package invitations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists that make blank invitations, or give them to people, for the platform {@code acme} and the source {@code fair}. */
public final class BlankCsv {
    private static final String BLANK_HEADER = "operation,platform_key,source,count,mode\n";
    private static final String REDEEM_HEADER = "operation,platform_key,source,email,username\n";

    private BlankCsv() {}

    /** {@return a sandbox of that kind} */
    public static SandboxSettings with(Variants variants) {
        return SandboxSettings.withKey(SandboxStage.KEY).withVariants(variants);
    }

    /** {@return a row that makes so many blank invitations} */
    public static String row(int count, String mode) {
        return "blank,acme,fair," + count + "," + mode + "\n";
    }

    /** Writes a list of rows that make blank invitations. */
    public static Path file(SandboxStage stage, String name, String rows) throws IOException {
        return stage.file(name + ".csv", BLANK_HEADER + rows);
    }

    /** Lets the sandbox have so many blank invitations. */
    public static void stock(SandboxStage stage, int count) throws IOException, InterruptedException {
        String body = "{\"platform_key\":\"acme\",\"source\":\"fair\",\"count\":" + count + "}";
        assertThat(stage.post("platform/blank/", body)).isEqualTo(200);
    }

    /** {@return a list of so many people who are to be given a blank invitation each} */
    public static String people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "redeem,acme,fair,person" + n + "@example.org,\n")
                .collect(Collectors.joining("", REDEEM_HEADER, ""));
    }
}
