package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.invitation.WarningCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns of the latest drop of each feed went along as metadata, for people to see at a glance. */
public final class MetadataColumns {
    private MetadataColumns() {}

    /**
     * A line for each feed whose latest planned drop has such columns, the latest drop first.
     *
     * @param drops all of the ledger, in the order of their arrival
     */
    public static List<String> lines(Ledger ledger, List<Drop> drops) {
        List<String> lines = new ArrayList<>();
        Set<String> feeds = new HashSet<>();
        for (int i = drops.size() - 1; i >= 0; i--) {
            Drop drop = drops.get(i);
            if (drop.plannedAt() != null && feeds.add(drop.feed())) {
                ledger.results().warnings(drop).stream()
                        .filter(warning -> warning.code() == WarningCode.METADATA_COLUMNS)
                        .forEach(warning -> lines.add("metadata  feed " + drop.feed() + ", latest drop " + drop.id()
                                + ": " + DisplayText.printable(warning.message())));
            }
        }
        return lines;
    }
}
