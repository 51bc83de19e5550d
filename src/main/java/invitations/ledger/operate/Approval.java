package invitations.ledger.operate;

import org.jspecify.annotations.Nullable;

/**
 * That a person approves a drop, or discards it.
 *
 * @param name the person's name
 * @param way how they said so: {@code command}, {@code file}, {@code terminal}, {@code server}
 * @param planHash the plan that they mean; null where they mean whatever is held now
 */
public record Approval(String name, String way, @Nullable String planHash) {}
