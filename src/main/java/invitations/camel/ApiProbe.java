package invitations.camel;

import invitations.api.ApiException;
import invitations.api.ApiRequest;
import invitations.api.ApiResponse;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.api.gitbook.GitbookList;
import invitations.api.iblai.IblaiList;
import invitations.base.Suggestions;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an API answers, accepts the key, and is one: asks for the first line of a list, which changes nothing, by the
 * route and the client that sending asks with.
 */
public final class ApiProbe {
    private static final String PLATFORM_KEY = "platform_key";

    private final Settings settings;
    private final ApiRuntime session;

    public ApiProbe(Settings settings, ApiRuntime session) {
        this.settings = settings;
        this.session = session;
    }

    /** What asking showed. */
    public enum Kind {
        REACHED,
        NOT_PERMITTED,
        NOT_REACHED,
        /** A setting is missing, or names what the API does not know. */
        WRONG_SETTING
    }

    /** What asking showed, with a sentence for people. */
    public record Finding(Kind kind, String message) {}

    /** Asks the ibl.ai API; about the platform of {@code iblai.org} too, where one is named. */
    public Finding ofIblai() {
        String org = settings.text(Property.ORG);
        AskedApi api = new AskedApi(
                settings.apiBaseUrl(),
                Property.API_BASE_URL.key() + " and " + Property.API_CATALOG_PATH.key(),
                Property.API_KEY.variable() + " and " + Property.API_AUTH_SCHEME.key(),
                "platform '" + org + "'",
                Property.ORG.variable());
        IblaiList list = new IblaiList("invitations/platform/", PLATFORM_KEY);
        try {
            ApiResponse response = ask(list, org.isEmpty() ? Map.of() : Map.of(PLATFORM_KEY, org), 1);
            if (!org.isEmpty()
                    && (response.status() == 400 || response.status() == 404)
                    && page(list, ask(list)).isPresent()) {
                return new Finding(
                        Kind.WRONG_SETTING,
                        api.address() + " answers, and knows no platform '" + org + "' (" + response.status() + ": "
                                + response.words() + "); check " + Property.ORG.variable());
            }
            Optional<ListPage> page = page(list, response);
            if (page.isEmpty()) {
                return api.refusal(response);
            }
            return org.isEmpty()
                    ? new Finding(Kind.REACHED, api.accepted())
                    : new Platforms(api, org).finding(list, page.get());
        } catch (ApiException e) {
            return api.failure(e);
        }
    }

    /**
     * That {@code iblai.org} is missing: then rows of feeds that name no platform, and name none themselves, are refused.
     * Empty when it is set, or each feed names its own.
     */
    public Optional<String> missingOrg() {
        if (settings.optional(Property.ORG).isPresent()
                || session.targets().eachFeedNamesItsPlatform(settings.home())) {
            return Optional.empty();
        }
        return Optional.of(
                Property.ORG.variable() + " is not set, and not every feed has a platform-key: rows that name no"
                        + " platform are refused; set it in the environment");
    }

    /** Asks the GitBook API. */
    public Finding ofGitbook() {
        String organization = settings.text(Property.GITBOOK_ORG);
        AskedApi api = new AskedApi(
                settings.gitbookBaseUrl(),
                Property.GITBOOK_BASE_URL.key(),
                Property.GITBOOK_TOKEN.variable(),
                "organization '" + organization + "'",
                Property.GITBOOK_ORG.variable());
        try {
            ApiResponse response = session.client()
                    .once(ApiRequest.of(GitbookList.API, GitbookList.MEMBERS.path(organization), Map.of("limit", "1")));
            if (response.status() == 404 && !api.isPage(response)) {
                return api.notFor(response);
            }
            return page(GitbookList.MEMBERS, response).isPresent()
                    ? new Finding(Kind.REACHED, api.accepted())
                    : api.refusal(response);
        } catch (ApiException e) {
            return api.failure(e);
        }
    }

    private ApiResponse ask(InvitationList list) {
        return ask(list, Map.of(), 1);
    }

    private ApiResponse ask(InvitationList list, Map<String, String> filters, int size) {
        Map<String, String> parameters = new LinkedHashMap<>(filters);
        parameters.put("page", "1");
        parameters.put("page_size", String.valueOf(size));
        return session.client().once(ApiRequest.of(list.api(), list.path(""), parameters));
    }

    private static Optional<ListPage> page(InvitationList list, ApiResponse response) {
        return response.json().filter(json -> response.isSuccess()).flatMap(json -> list.read(json, 0));
    }

    /** Finds out, by what lists show, whether the key sees a platform. */
    private final class Platforms {
        private static final int SOME = 100;

        private final AskedApi api;
        private final String org;

        Platforms(AskedApi api, String org) {
            this.api = api;
            this.org = org;
        }

        Finding finding(IblaiList list, ListPage page) {
            Optional<Finding> shown = shown(page);
            if (shown.isPresent()) {
                return shown.get();
            }
            for (IblaiList other : List.of(
                    new IblaiList("invitations/program/", "program_key"),
                    new IblaiList("invitations/course/", "course_id"),
                    IblaiList.LICENCES)) {
                ApiResponse response = ask(other, Map.of(PLATFORM_KEY, org), 1);
                shown = page(other, response).flatMap(this::shown);
                if (shown.isPresent()) {
                    return shown.get();
                }
            }
            return notShown(page(list, ask(list, Map.of(), SOME)));
        }

        /** {@return what a list says that was asked for the platform; empty when it shows nothing of it} */
        private Optional<Finding> shown(ListPage page) {
            for (ListedInvitation each : page.invitations()) {
                String key = each.json().path(PLATFORM_KEY).asText(org);
                if (key.equals(org)) {
                    return Optional.of(
                            new Finding(Kind.REACHED, api.accepted() + "; it has the platform '" + org + "'"));
                }
                if (key.equalsIgnoreCase(org)) {
                    return Optional.of(new Finding(
                            Kind.WRONG_SETTING,
                            api.accepted() + ", but writes the platform '" + org + "' as '" + key + "'; set "
                                    + Property.ORG.variable() + "=" + key));
                }
            }
            return Optional.empty();
        }

        /** An empty list may be that of a platform where nobody was invited yet, or of one that does not exist. */
        private Finding notShown(Optional<ListPage> all) {
            List<String> seen = all.stream()
                    .flatMap(page -> page.invitations().stream())
                    .map(each -> each.json().path(PLATFORM_KEY).asText(""))
                    .filter(key -> !key.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            if (seen.contains(org)) {
                return new Finding(Kind.REACHED, api.accepted() + "; it has the platform '" + org + "'");
            }
            Optional<String> meant = Suggestions.closest(org, seen);
            String nothing = api.accepted() + ", but shows nothing of a platform '" + org + "'";
            if (meant.isPresent()) {
                return new Finding(
                        Kind.WRONG_SETTING,
                        nothing + "; did you mean '" + meant.get() + "'? Check " + Property.ORG.variable());
            }
            return new Finding(
                    Kind.REACHED,
                    nothing + ": nobody was invited there yet, or it does not exist, or this key may not see it; check "
                            + Property.ORG.variable()
                            + (seen.isEmpty()
                                    ? ""
                                    : " (the key sees "
                                            + String.join(
                                                    ", ",
                                                    seen.stream().limit(10).toList()) + ")"));
        }
    }
}
