package invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the sandbox answers is as the vendors publish it. */
class AnswersContractTest {
    private static final String KEY = "contract-key-5c07";
    private static final String LIMITED = "limited-key-19e4";
    private static final String COURSE = "course-v1:acme+logic+2026";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final SandboxSettings SETTINGS = SandboxSettings.withKey(KEY)
            .withAccess(Access.to(KEY).withLimitedKey(LIMITED, Endpoint.values()))
            .withLicence(COURSE, "acme", 3)
            .withLicence("course-v1:acme+proofs+2026", "acme", 1);

    /** A call of each endpoint that does what it is there for; the status before it is the one expected. */
    private static final List<String> GOOD = List.of(
            "200 POST /dm/api/catalog/invitations/platform/ {'platform_key':'acme','email':'ada@example.org',"
                    + "'username':'ada','active':true,'source':'admin','redirect_to':'https://learn.example.org/',"
                    + "'expired':'2027-06-01T00:00:00Z','metadata':{'team':'north'},'company_name':'Engines'}",
            "200 POST /dm/api/catalog/invitations/platform/ {'platform_key':'acme','username':'alan'}",
            "200 POST /dm/api/catalog/invitations/platform/ {'platform_key':'acme','email':'ada@example.org'}",
            "200 POST /dm/api/catalog/invitations/platform/bulk/ {'platform_key':'acme','invitation_data':"
                    + "[{'platform_key':'acme','email':'kay@example.org'},"
                    + "{'platform_key':'acme','email':'refuse-1@example.org'}]}",
            "200 POST /dm/api/catalog/invitations/platform/blank/ {'platform_key':'acme','source':'desk','count':2}",
            "200 POST /dm/api/catalog/invitations/platform/blank/ {'platform_key':'acme','source':'half-1','count':3}",
            "200 POST /dm/api/catalog/invitations/platform/redeem/ {'platform_key':'acme','source':'desk',"
                    + "'email':'tony@example.org','metadata':{'team':'north'}}",
            "200 GET /dm/api/catalog/invitations/platform/",
            "200 GET /dm/api/catalog/invitations/platform/?platform_key=acme&active=true&page_size=2&page=2&sort=id",
            "200 GET /dm/api/catalog/invitations/platform/check/?email=ada%40example.org",
            "200 POST /dm/api/catalog/invitations/program/ {'program_key':'acme+logic','email':'ada@example.org',"
                    + "'enrollment_config':{'started':'2026-12-01T00:00:00Z','expired':'2027-06-01T00:00:00Z'}}",
            "200 POST /dm/api/catalog/invitations/program/bulk/ {'platform_key':'acme','invitation_data':"
                    + "[{'program_key':'acme+logic','email':'kay@example.org'},"
                    + "{'program_key':'acme+logic','username':'alan'}]}",
            "200 POST /dm/api/catalog/invitations/program/blank/ {'program_key':'acme+logic','source':'desk','count':2}",
            "200 POST /dm/api/catalog/invitations/program/redeem/ {'program_key':'acme+logic','source':'desk',"
                    + "'username':'tony'}",
            "200 GET /dm/api/catalog/invitations/program/",
            "200 GET /dm/api/catalog/invitations/program/?program_key=acme%2Blogic&page_size=1&page=2&sort=-id",
            "200 POST /dm/api/catalog/invitations/course/ {'course_id':'" + COURSE + "','email':'ada@example.org',"
                    + "'enrollment_config':{'expired':'2027-06-01T00:00:00Z'}}",
            "200 POST /dm/api/catalog/invitations/course/bulk/ {'platform_key':'acme','invitation_data':"
                    + "[{'course_id':'" + COURSE + "','email':'kay@example.org'},"
                    + "{'course_id':'unknown+x','email':'alan@example.org'}]}",
            "200 POST /dm/api/catalog/invitations/course/blank/ {'course_id':'" + COURSE + "','source':'desk',"
                    + "'count':2}",
            "200 POST /dm/api/catalog/invitations/course/redeem/ {'course_id':'" + COURSE + "','source':'desk',"
                    + "'email':'tony@example.org'}",
            "200 GET /dm/api/catalog/invitations/course/",
            "200 GET /dm/api/catalog/invitations/course/?source=desk&page_size=1",
            "200 GET /dm/api/catalog/licenses/course/",
            "200 GET /dm/api/catalog/licenses/course/?platform_key=acme&page_size=1&page=2",
            "200 POST /v1/orgs/o1/invites {'emails':['ada@example.org',{'email':'grace@example.org','role':'edit'},"
                    + "{'email':'nosso-1@example.org','role':null}],'role':'read','sso':true}",
            "200 POST /v1/orgs/o1/invites {'emails':['refuse-1@example.org'],'role':null}",
            "200 POST /v1/orgs/o1/invites/i1",
            "200 GET /v1/orgs/o1/members?search=example",
            "200 GET /v1/orgs/o1/members?limit=1",
            "201 POST /v1/orgs/o1/link-invites {'role':'read'}",
            "201 POST /v1/orgs/o1/link-invites {'level':'edit','space':'s1'}",
            "201 POST /v1/orgs/o1/link-invites {'level':'comment','collection':'c1'}",
            "200 GET /v1/orgs/o1/link-invites",
            "200 GET /v1/orgs/o1/link-invites?limit=1",
            "200 GET /v1/orgs/o1/link-invites?limit=1000",
            "200 GET /v1/orgs/o1/link-invites/link-1",
            "200 PATCH /v1/orgs/o1/link-invites/link-1 {'role':'edit'}",
            "200 PATCH /v1/orgs/o1/link-invites/link-2 {'level':'review'}",
            "205 DELETE /v1/orgs/o1/link-invites/link-1",
            "204 DELETE /v1/orgs/o1/link-invites/link-1");

    /** Calls at which the API says no. */
    private static final List<String> BAD = List.of(
            "400 POST /dm/api/catalog/invitations/platform/ {}",
            "400 POST /dm/api/catalog/invitations/platform/ []",
            "400 POST /dm/api/catalog/invitations/platform/ not JSON",
            "400 POST /dm/api/catalog/invitations/platform/ {'platform_key':'acme'}",
            "400 POST /dm/api/catalog/invitations/platform/ {'email':7,'expired':'soon','redirect_to':'x'}",
            "404 POST /dm/api/catalog/invitations/platform/ {'platform_key':'unknown-platform','email':'a@b.org'}",
            "400 POST /dm/api/catalog/invitations/platform/bulk/ {'invitation_data':[]}",
            "400 POST /dm/api/catalog/invitations/platform/bulk/ {'platform_key':'acme','invitation_data':[]}",
            "400 POST /dm/api/catalog/invitations/platform/bulk/ {'platform_key':'acme','invitation_data':"
                    + "[{'platform_key':'other','email':'a@b.org'}]}",
            "413 POST /dm/api/catalog/invitations/program/bulk/ {'platform_key':'acme','invitation_data':[0,0,0,0]}",
            "400 POST /dm/api/catalog/invitations/platform/blank/ {'platform_key':'acme'}",
            "400 POST /dm/api/catalog/invitations/program/blank/ {'program_key':'acme+x','source':'a','count':'x'}",
            "404 POST /dm/api/catalog/invitations/course/blank/ {'course_id':'unknown+x','source':'a','count':1}",
            "404 POST /dm/api/catalog/invitations/platform/redeem/ {'platform_key':'acme','source':'none',"
                    + "'email':'a@b.org'}",
            "400 POST /dm/api/catalog/invitations/program/redeem/ {'program_key':'acme+x','source':'none'}",
            "404 POST /dm/api/catalog/invitations/program/ {'program_key':'unknown+x','email':'a@b.org'}",
            "400 POST /dm/api/catalog/invitations/course/ {'email':'a@b.org','metadata':1}",
            "404 GET /dm/api/catalog/invitations/platform/?page=9",
            "404 GET /dm/api/catalog/licenses/course/?page=9",
            "400 GET /dm/api/catalog/invitations/platform/check/",
            "404 GET /dm/api/catalog/invitations/platform/check/?email=nobody%40example.org",
            "400 POST /v1/orgs/o1/invites {}",
            "400 POST /v1/orgs/o1/invites {'emails':['a@b.org'],'role':'owner'}",
            "404 POST /v1/orgs/unknown-org/invites {'emails':['a@b.org']}",
            "404 POST /v1/orgs/o1/invites/unknown-1",
            "400 GET /v1/orgs/o1/members?limit=1001",
            "404 GET /v1/orgs/unknown-org/members",
            "400 POST /v1/orgs/o1/link-invites {'role':'read','space':'s1'}",
            "400 GET /v1/orgs/o1/link-invites?page=none",
            "404 GET /v1/orgs/o1/link-invites/link-9",
            "404 PATCH /v1/orgs/o1/link-invites/link-9 {'role':'edit'}");

    private static Exchanged call(Sandbox sandbox, String line, String key) {
        String[] words = line.split(" ", 4);
        String body = words.length < 4 ? "" : words[3].replace('\'', '"');
        String authorization = (words[2].startsWith("/v1/") ? "Bearer " : "Api-Token ") + key;
        URI uri = URI.create(sandbox.origin() + words[2]);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(words[1], HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Exchanged(
                    words[1],
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    authorization,
                    "application/json",
                    body,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(null),
                    answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(line, e);
        }
    }

    private static void holds(Sandbox sandbox, String line) {
        Exchanged exchanged = call(sandbox, line, KEY);
        assertThat(exchanged.status()).as(line).isEqualTo(Integer.parseInt(line.substring(0, 3)));
        assertThat(VendorCall.answerFindings(exchanged)).as(line).isEmpty();
        if (exchanged.status() < 400) {
            assertThat(VendorCall.requestFindings(exchanged)).as(line).isEmpty();
        }
    }

    private static void with(SandboxSettings settings, Consumer<Sandbox> work) {
        try (Sandbox sandbox = Sandbox.start(settings)) {
            work.accept(sandbox);
        }
    }

    @ParameterizedTest
    @EnumSource(Variants.Envelope.class)
    void every_success_is_as_published(Variants.Envelope envelope) {
        Variants variants = Variants.standard().withEnvelope(envelope);
        with(SETTINGS.withVariants(variants), sandbox -> GOOD.forEach(line -> holds(sandbox, line)));
    }

    @Test
    void every_endpoint_is_published_and_among_the_successes_above() {
        with(SETTINGS, sandbox -> {
            Set<VendorCall> covered = EnumSet.noneOf(VendorCall.class);
            GOOD.forEach(line -> VendorCall.of(call(sandbox, line, KEY)).ifPresent(covered::add));

            assertThat(covered).containsExactly(VendorCall.values());
            assertThat(Stream.of(VendorCall.values()).map(Enum::name))
                    .containsExactlyElementsOf(
                            Stream.of(Endpoint.values()).map(Enum::name).toList());
        });
    }

    /** Both ways to wrap a page must have been seen, or one of them would be held to nothing. */
    @Test
    void the_envelopes_differ_as_published() {
        Set<String> fields = new TreeSet<>();
        for (Variants.Envelope envelope : Variants.Envelope.values()) {
            with(SETTINGS.withVariants(Variants.standard().withEnvelope(envelope)), sandbox -> Shape.json(
                            call(sandbox, "200 GET /dm/api/catalog/invitations/platform/", KEY)
                                    .answer())
                    .fieldNames()
                    .forEachRemaining(fields::add));
        }
        assertThat(fields)
                .containsExactlyInAnyOrder("count", "next", "previous", "next_page", "previous_page", "results");
    }

    /** The types of the vendor's client want both in every page, as an address or null. */
    @ParameterizedTest
    @ValueSource(strings = {"invitations/platform/", "invitations/program/", "invitations/course/", "licenses/course/"})
    void a_page_has_both_envelopes_unless_a_variant_says_otherwise(String list) {
        with(SETTINGS, sandbox -> {
            JsonNode page = Shape.json(
                    call(sandbox, "200 GET /dm/api/catalog/" + list, KEY).answer());

            assertThat(page.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("count", "next", "previous", "next_page", "previous_page", "results");
            assertThat(page.get("next_page")).isEqualTo(page.get("next"));
            assertThat(page.get("previous_page")).isEqualTo(page.get("previous"));
        });
    }

    @Test
    void every_refusal_is_as_published() {
        with(SETTINGS.withBulkMaximum(3), sandbox -> BAD.forEach(line -> holds(sandbox, line)));
    }

    @ParameterizedTest
    @CsvSource({"wrong, 401", LIMITED + ", 403"})
    void every_endpoint_keeps_strangers_out_as_published(String key, int status) {
        with(
                SETTINGS,
                sandbox -> GOOD.forEach(line -> {
                    Exchanged exchanged = call(sandbox, line, key);
                    assertThat(VendorCall.answerFindings(exchanged)).as(line).isEmpty();
                    if (!VendorCall.of(exchanged).equals(Optional.of(VendorCall.PLATFORM_CHECK))) {
                        assertThat(exchanged.status()).as(line).isEqualTo(status);
                    }
                }));
    }

    @ParameterizedTest
    @EnumSource(Variants.Repeat.class)
    void a_second_invitation_is_answered_as_published(Variants.Repeat repeat) {
        with(SETTINGS.withVariants(Variants.standard().withRepeat(repeat)), sandbox -> {
            String line =
                    "POST /dm/api/catalog/invitations/platform/ {'platform_key':'acme','email':'ada@example.org'}";
            holds(sandbox, "200 " + line);
            Exchanged second = call(sandbox, "any " + line, KEY);

            assertThat(VendorCall.answerFindings(second)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Variants.ErrorCodes.class)
    void failures_in_a_batch_are_told_as_published(Variants.ErrorCodes codes) {
        with(SETTINGS.withVariants(Variants.standard().withErrorCodes(codes)), sandbox -> {
            holds(
                    sandbox,
                    "200 POST /dm/api/catalog/invitations/platform/bulk/ {'platform_key':'acme','invitation_data':"
                            + "[{'platform_key':'acme','email':'refuse-1@example.org'},"
                            + "{'platform_key':'acme','email':'refuse-2@example.org'}]}");
        });
    }

    @Test
    void what_happened_to_an_invitation_since_is_shown_as_published() {
        with(SETTINGS, sandbox -> {
            GOOD.forEach(line -> call(sandbox, line, KEY));
            for (String target : List.of("platform", "program", "course")) {
                assertThat(sandbox.expire(InvitationRef.to(target, "kay@example.org")))
                        .isEqualTo(1);
                assertThat(sandbox.accept(InvitationRef.to(target, "ada@example.org")))
                        .isEqualTo(1);
                holds(sandbox, "200 GET /dm/api/catalog/invitations/" + target + "/");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /dm/api/catalog/invitations/platform/, 405, iblai-error.answer",
        "GET /dm/api/catalog/invitations/program/bulk/, 405, iblai-error.answer",
        "PUT /v1/orgs/o1/invites, 405, gitbook-error.answer",
        "GET /v1/orgs/o1, 404, gitbook-error.answer"
    })
    void where_no_call_is_an_error_is_as_published(String line, int status, String shape) {
        with(SETTINGS, sandbox -> {
            Exchanged exchanged = call(sandbox, "no " + line, KEY);

            assertThat(exchanged.status()).isEqualTo(status);
            assertThat(Shape.named(shape).findings(exchanged.answer())).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        // Without its slash, a path leads on to the one with it.
        "POST /dm/api/catalog/invitations/platform, 301",
        "GET /dm/api/catalog/licenses/course, 301",
        // The vendor's stub, which deletes nothing.
        "DELETE /dm/api/catalog/invitations/platform/, 200",
        "DELETE /dm/api/catalog/invitations/course/, 200"
    })
    void what_the_vendor_warns_of_is_there(String line, int status) {
        with(SETTINGS, sandbox -> assertThat(call(sandbox, "no " + line, KEY).status())
                .isEqualTo(status));
    }
}
