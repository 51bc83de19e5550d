package invitations.api;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of asking for a page of a list. */
public sealed interface ListResult {
    /** What the API says no to with these is the question, such as a filter that it does not know. */
    Set<Integer> ABOUT_THE_QUESTION = Set.of(400, 422);

    /** Said of a question that is too long, by the API or by what is in front of it, in whatever words. */
    Set<Integer> TOO_LONG = Set.of(413, 414, 431);

    /** The page. */
    record Page(ListPage page) implements ListResult {}

    /**
     * Not now: the API did not answer, or asks to wait, or does not take the key.
     *
     * @param effect what it means for other requests to the target
     * @param reason why, in words
     */
    record NotNow(FlowControl effect, String reason) implements ListResult {}

    /**
     * The API will not say: asking again makes no sense.
     *
     * @param effect what it means for other questions
     * @param reason why, in words
     */
    record Never(FlowControl effect, String reason) implements ListResult {}

    /**
     * {@return what an answer means}
     *
     * @param list what was asked
     * @param number which page, from 1
     * @param before how many invitations the pages before it have shown
     */
    static ListResult of(InvitationList list, ApiResponse response, int number, long before) {
        if (response.isSuccess()) {
            return response.json()
                    .map(json -> list.read(json, before)
                            .<ListResult>map(Page::new)
                            .orElseGet(() -> never("its list has no results: " + response.words())))
                    .orElseGet(
                            () -> new NotNow(new FlowControl.None(), "a list that is not JSON: " + response.words()));
        }
        if (list.isAside() && isRefusal(response)) {
            return response.status() == 404 && ContractBody.isRefusal(response)
                    ? new Page(new ListPage(List.of(), 0, true, null))
                    : new Never(new FlowControl.None(), "HTTP " + response.status() + ": " + response.words());
        }
        return response.status() == 404 && number > 1 && ContractBody.isRefusal(response)
                ? new NotNow(new FlowControl.None(), "the list changed while it was read")
                : refusal(response);
    }

    private static boolean isRefusal(ApiResponse response) {
        return response.status() >= 400
                && response.status() < 500
                && !Set.of(408, 429).contains(response.status());
    }

    /** {@return what an answer means that is no success} */
    static ListResult refusal(ApiResponse response) {
        int status = response.status();
        CallResult meaning = StatusClassifier.of(response);
        String reason = "HTTP " + status + ": " + response.words();
        if (TOO_LONG.contains(status)) {
            return new Never(new FlowControl.None(), reason);
        }
        if (meaning.outcome().status() == RowStatus.REFUSED || status == 403) {
            return ABOUT_THE_QUESTION.contains(status) ? new Never(new FlowControl.None(), reason) : never(reason);
        }
        return new NotNow(meaning.effect(), response.words());
    }

    /** {@return what it means that no answer came: an effect where the request did not even leave} */
    static ListResult of(CallResult failure) {
        return new NotNow(
                failure.effect(),
                Optional.ofNullable(failure.outcome().message()).orElse("no answer"));
    }

    private static ListResult never(String reason) {
        return new Never(
                new FlowControl.StopOperation(ReasonCode.CANNOT_ASK, "the API cannot be asked: " + reason), reason);
    }
}
