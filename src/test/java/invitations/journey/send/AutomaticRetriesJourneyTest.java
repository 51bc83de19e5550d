package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel's own retries, which nothing may switch on: with one of these nothing is sent. */
class AutomaticRetriesJourneyTest {
    @TempDir
    Path folder;

    private SandboxStage stage;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        stage = SandboxStage.open(folder);
        file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\n");
    }

    @AfterEach
    void close() {
        assertThat(stage.posts()).isEmpty();
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.http.automaticRetriesDisabled",
                "camel.component.http.automatic-retries-disabled",
                "camel.component.https.automaticRetriesDisabled",
                "CAMEL.COMPONENT.HTTP.AUTOMATIC_RETRIES_DISABLED",
                "camel.component.https.follow-redirects",
                "camel.component.http.httpClientConfigurer"
            })
    void a_system_property_is_refused(String name) throws Exception {
        assertThatItIsRefused(List.of("-D" + name + "=false"), Map.of(), name + "' is fixed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAMEL_COMPONENT_HTTP_AUTOMATICRETRIESDISABLED",
                "CAMEL_COMPONENT_HTTP_AUTOMATIC_RETRIES_DISABLED",
                "CAMEL_COMPONENT_HTTPS_REDIRECT_HANDLING_DISABLED"
            })
    void a_variable_is_refused(String name) throws Exception {
        assertThatItIsRefused(List.of(), Map.of(name, "false"), name + "' is fixed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.http.automaticRetriesDisabled=false",
                "camel.component.http.Automatic-Retries-Disabled=false",
                "camel.component.https.automatic-retries-disabled=false",
                "camel.component.http.automatic_retries_disabled=false"
            })
    void a_line_of_the_settings_is_refused(String line) throws Exception {
        SandboxStage.write(stage.home().resolve("application.properties"), line + "\n");

        Program.Run run = stage.send(file);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("is fixed");
    }

    @Test
    void what_comes_by_another_way_is_found_after_the_start() throws Exception {
        SandboxStage.write(
                stage.home().resolve("application.properties"), "camel.main.auto-configuration-enabled = false\n");

        Program.Run run = stage.send(file);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("Camel's component http would repeat requests");
        assertThat(stage.run("list", "platform", "--platform", "acme").exitCode())
                .isEqualTo(78);
        Files.delete(stage.home().resolve("application.properties"));
    }

    private void assertThatItIsRefused(List<String> options, Map<String, String> variables, String message)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("invitations.cli.Invitations", "send", "--yes", file.toString()));
        Path err = folder.resolve("err.txt");
        ProcessBuilder program =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(err.toFile());
        Map<String, String> environment = new HashMap<>(stage.environment());
        environment.putAll(variables);
        program.environment().putAll(environment);
        Process process = program.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(78);
        assertThat(Files.readString(err)).contains(message);
    }
}
