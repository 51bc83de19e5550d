package invitations.feed;

import invitations.feed.guard.GuardSettings;
import invitations.invitation.Operation;
import invitations.invitation.WarningCode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all files of a feed have in common. What a row says itself wins over all of it.
 *
 * @param name the feed's name, that of its folder
 * @param target where its rows go; null when each row says so by its columns
 * @param operation what is asked for; null for the target's own default
 * @param platformKey the platform of rows that name none; null when each must name one
 * @param organization the organization of rows that name none; null when each must name one
 * @param source the sender of rows that name none; null when the API is to choose
 * @param defaults by folded column, what stands in for a cell that is empty or a column that is not there
 * @param precautions what is looked up or held back before anything is sent
 * @param csv how its files are written
 * @param mapping how the columns of its files become those that targets know
 * @param restrictions whom its files may invite
 * @param refusedWarnings the warnings that are errors for it
 * @param guards when its drops are held
 * @param settingsHash a hash of all that its file and the settings for all feeds say; another one when any of it changes
 */
public record Feed(
        String name,
        @Nullable String target,
        @Nullable Operation operation,
        @Nullable String platformKey,
        @Nullable String organization,
        @Nullable String source,
        Map<String, String> defaults,
        FeedPrechecks precautions,
        CsvSettings csv,
        Mapping mapping,
        Restrictions restrictions,
        Set<WarningCode> refusedWarnings,
        GuardSettings guards,
        String settingsHash) {

    public Feed {
        defaults = Map.copyOf(defaults);
        refusedWarnings = Set.copyOf(refusedWarnings);
    }

    /** A feed for which no warning is an error, and whose drops no guard holds. */
    public Feed(
            String name,
            @Nullable String target,
            @Nullable Operation operation,
            @Nullable String platformKey,
            @Nullable String organization,
            @Nullable String source,
            Map<String, String> defaults,
            FeedPrechecks precautions,
            CsvSettings csv,
            Mapping mapping,
            Restrictions restrictions) {
        this(
                name,
                target,
                operation,
                platformKey,
                organization,
                source,
                defaults,
                precautions,
                csv,
                mapping,
                restrictions,
                Set.of(),
                GuardSettings.NONE,
                "");
    }

    /** {@return what counts where a row has nothing for the folded column, or nothing that counts; empty for nothing} */
    public String standIn(String column) {
        String constant = mapping.constants().get(column);
        return constant == null ? defaults.getOrDefault(column, "") : constant;
    }
}
