package invitations.ledger;

import java.time.Instant;

/**
 * A row of which nobody knows whether the API acted.
 *
 * @param id its id
 * @param call the last call that carried it
 * @param target the target's name
 * @param platformKey the platform that the call was made for
 * @param targetKey where in the target: the platform, the program
 * @param item what was sent, a JSON object without the marker
 * @param intendedAt when the first call that carried it was about to be made
 */
public record UncertainRow(
        long id, String call, String target, String platformKey, String targetKey, String item, Instant intendedAt) {}
