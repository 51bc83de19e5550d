package invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Drives the sandbox by the vendors' own clients, as far as they are here. They are no part of the build: run
 * {@code npm install --prefix target/vendor-clients @iblai/iblai-api @gitbook/api} to have them, or name another folder by the
 * system property {@code invitations.vendor-clients}. What their types want is held without them in {@link
 * AnswersContractTest}, by the shapes.
 */
class VendorClientsTest {
    private static final String KEY = "vendor-key-4711";
    private static final Path SCRIPT = Path.of("src/test/resources/invitations/contract/vendor-clients.mjs");

    @Test
    void every_call_of_the_vendors_clients_succeeds() throws Exception {
        Path folder = Path.of(System.getProperty("invitations.vendor-clients", "target/vendor-clients"));
        assumeTrue(
                Files.isDirectory(folder.resolve("node_modules/@iblai/iblai-api"))
                        && Files.isDirectory(folder.resolve("node_modules/@gitbook/api")),
                () -> "the vendors' clients are not in " + folder + ": npm install --prefix " + folder
                        + " @iblai/iblai-api @gitbook/api");
        assumeTrue(isNodeThere(), "node is not installed");

        try (Sandbox sandbox = Sandbox.start(settings())) {
            Process node = new ProcessBuilder(
                            "node", SCRIPT.toString(), folder.toString(), sandbox.url(), sandbox.gitbookUrl(), KEY)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(node.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(said.lines().filter(line -> !line.startsWith("ok "))).isEmpty();
            assertThat(said.lines().count()).isGreaterThanOrEqualTo(45);
            assertThat(node.exitValue()).isZero();
        }
    }

    private static SandboxSettings settings() {
        return SandboxSettings.withKey(KEY).withLicence("course-v1:acme+logic+2026", "acme", 3);
    }

    private static boolean isNodeThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
