package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import invitations.api.ApiClient;
import invitations.api.ApiException;
import invitations.api.ApiRequest;
import invitations.api.gitbook.GitbookList;
import invitations.camel.ApiRuntime;
import invitations.routes.RouteCoverage;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.RecordedRequest;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes to the APIs by themselves, as the verbs use them that only read or change one thing. */
class ApiSessionJourneyTest {
    private static final String LINK = "orgs/gitorg/link-invites/link-1";

    @TempDir
    Path folder;

    @Test
    void one_thing_is_changed_by_one_request() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                ApiRuntime session = session(stage)) {
            stage.send(stage.file("links.csv", "target,role\ngitbook-link,read\n"));
            long before = stage.sandbox().requestCount();
            ApiClient client = session.client();

            assertThat(client.change("join-organization", ask("orgs/gitorg/invites/abc"), null)
                            .isSuccess())
                    .isTrue();
            assertThat(client.change(
                                    "update-link",
                                    ask(LINK),
                                    JsonNodeFactory.instance.objectNode().put("role", "edit"))
                            .json()
                            .orElseThrow()
                            .path("role")
                            .asText())
                    .isEqualTo("edit");
            assertThat(client.get(ask(LINK)).text()).contains("\"edit\"");
            assertThat(client.change("delete-link", ask(LINK), null).status()).isEqualTo(205);
            assertThat(client.change("delete-link", ask(LINK), null).status()).isEqualTo(204);
            assertThat(client.get(ask(LINK)).status()).isEqualTo(404);
            assertThat(stage.sandbox().requestCount() - before).isEqualTo(6);
            assertThat(stage.sandbox().requests())
                    .extracting(RecordedRequest::method)
                    .endsWith("POST", "PATCH", "GET", "DELETE", "DELETE", "GET");
        }
    }

    /** What may have been done is not done again by itself. */
    @ParameterizedTest
    @CsvSource({
        "500, AWAY",
        "503, AWAY",
        "429, AWAY",
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "400, REFUSED",
        "302, FORBIDDEN"
    })
    void a_change_that_fails_is_not_made_again(int status, ApiException.Kind kind) {
        try (SandboxStage stage = SandboxStage.open(folder);
                ApiRuntime session = session(stage)) {
            stage.sandbox().order(Fault.at(Endpoint.GITBOOK_JOIN).times(9).with(FaultEffect.Status.of(status)));

            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(
                            () -> session.client().change("join-organization", ask("orgs/gitorg/invites/abc"), null))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
            assertThat(stage.sandbox().requestCount()).isEqualTo(1);
        }
    }

    @Test
    void nobody_knows_whether_a_change_was_made_whose_answer_did_not_come() {
        try (SandboxStage stage = SandboxStage.open(folder);
                ApiRuntime session = session(stage)) {
            stage.sandbox().order(Fault.at(Endpoint.GITBOOK_JOIN).with(new FaultEffect.Dropped()));

            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(
                            () -> session.client().change("join-organization", ask("orgs/gitorg/invites/abc"), null))
                    .withMessageContaining("it is not known whether it was done");
            assertThat(stage.sandbox().requestCount()).isEqualTo(1);
        }
    }

    @Test
    void all_pages_of_links_are_read_by_what_the_page_before_says() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                ApiRuntime session = session(stage)) {
            stage.send(stage.file("links.csv", "target,role\n" + "gitbook-link,read\n".repeat(130)));
            List<String> ids = new ArrayList<>();

            session.client().each(GitbookList.LINKS, "gitorg", Map.of(), link -> ids.add(String.valueOf(link.id())));

            assertThat(ids).hasSize(130).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_list_that_is_none_is_not_taken_for_an_empty_one() {
        try (SandboxStage stage = SandboxStage.open(folder);
                ApiRuntime session = session(stage)) {
            stage.set(Property.ORG, "acme");
            stage.sandbox().order(Fault.at(Endpoint.GITBOOK_LINK_LIST).with(FaultEffect.Status.html(200)));

            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> session.client().each(GitbookList.LINKS, "gitorg", Map.of(), link -> {}))
                    .withMessageContaining("the API shows no list");
        }
    }

    private static ApiRequest ask(String path) {
        return ApiRequest.of(GitbookList.API, path, Map.of());
    }

    private static ApiRuntime session(SandboxStage stage) {
        return ApiRuntime.start(stage.settings(), context -> context.getCamelContextExtension()
                .addInterceptStrategy(new RouteCoverage()));
    }
}
