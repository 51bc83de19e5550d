package invitations.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which package may import which. */
final class PackageTable {
    /** What every package but these, and the sandbox, may import. */
    static final Set<String> LEAVES = Set.of("base", "csv", "invitation", "invitation.address", "settings");

    private static final Set<String> STATIONS =
            Set.of("api.", "feed.", "guard", "home", "intake.", "ledger.", "report", "send.", "settle");
    private static final Set<String> OPERATORS = with(STATIONS, "camel.", "operate", "remote");

    /** What each may import besides itself and the leaves. A name that ends with a dot has all that is below it too. */
    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("base", Set.of()),
            Map.entry("csv", Set.of("base")),
            Map.entry("invitation.address", Set.of("base")),
            Map.entry("invitation", Set.of("base")),
            Map.entry("settings", Set.of("base")),
            Map.entry("feed.guard", Set.of()),
            Map.entry("feed.time", Set.of()),
            Map.entry("feed", Set.of("feed.guard", "feed.time")),
            Map.entry("intake.charset", Set.of("feed")),
            Map.entry("intake.cell", Set.of("intake.charset")),
            Map.entry("intake.column", Set.of("feed", "intake.cell")),
            Map.entry("intake.read", Set.of("feed", "intake.charset", "intake.cell", "intake.column")),
            Map.entry("intake.container", Set.of("intake.read")),
            Map.entry(
                    "intake.workbook",
                    Set.of("feed", "intake.cell", "intake.column", "intake.read", "intake.container")),
            Map.entry("intake.unpack", Set.of("feed", "intake.read", "intake.container", "intake.workbook")),
            Map.entry("intake.check", Set.of("feed", "intake.charset", "intake.cell", "intake.column", "intake.read")),
            Map.entry(
                    "intake.inbox",
                    Set.of(
                            "feed",
                            "feed.guard",
                            "feed.time",
                            "home",
                            "intake.read",
                            "intake.container",
                            "intake.unpack")),
            Map.entry("ledger.status", Set.of()),
            Map.entry("ledger.store", Set.of("ledger.status")),
            Map.entry("ledger.drop", Set.of("ledger.status", "ledger.store")),
            Map.entry("ledger.plan", Set.of("ledger.status", "ledger.store", "ledger.drop")),
            Map.entry("ledger.send", Set.of("ledger.status", "ledger.store", "ledger.drop")),
            Map.entry(
                    "ledger.report",
                    Set.of("ledger.status", "ledger.store", "ledger.drop", "ledger.plan", "ledger.send")),
            Map.entry("ledger.operate", Set.of("ledger.status", "ledger.store", "ledger.drop", "ledger.send")),
            Map.entry("ledger", Set.of("ledger.")),
            Map.entry("ledger.backup", Set.of("ledger.")),
            Map.entry("guard", Set.of("feed", "feed.guard", "ledger", "ledger.drop", "ledger.operate", "ledger.plan")),
            Map.entry("home", Set.of("ledger", "ledger.store")),
            Map.entry("api", Set.of()),
            Map.entry("api.iblai", Set.of("api")),
            Map.entry("api.gitbook", Set.of("api")),
            Map.entry("send.flow", Set.of("api")),
            Map.entry("settle", Set.of("api", "ledger", "ledger.drop", "ledger.send")),
            Map.entry("send.time", Set.of("api", "feed", "feed.time", "ledger", "ledger.drop", "ledger.send")),
            Map.entry("send", Set.of("api.", "feed", "ledger.", "send.flow", "send.time", "settle")),
            Map.entry("report", Set.of("api", "ledger.", "send")),
            Map.entry("operate", with(STATIONS)),
            Map.entry("remote", Set.of()),
            Map.entry("camel.steps", STATIONS),
            Map.entry("camel.remote", Set.of("home", "ledger.", "remote", "report")),
            Map.entry("camel", with(STATIONS, "camel.", "operate", "remote")),
            Map.entry("cli.console", OPERATORS),
            Map.entry("cli.work", with(OPERATORS, "cli.console", "sandbox.")),
            Map.entry("cli.operate", with(OPERATORS, "cli.console")),
            Map.entry("cli.ask", with(OPERATORS, "cli.console", "cli.work")),
            Map.entry("cli", with(OPERATORS, "cli.")),
            Map.entry("sandbox.http", Set.of()),
            Map.entry("sandbox.config", Set.of("sandbox.http")),
            Map.entry("sandbox.fault", Set.of("sandbox.http")),
            Map.entry("sandbox.store", Set.of("sandbox.http", "sandbox.config")),
            Map.entry("sandbox.work", Set.of("sandbox.http", "sandbox.config", "sandbox.store")),
            Map.entry("sandbox", Set.of("sandbox.")));

    private PackageTable() {}

    /** {@return whether classes of the one package may import those of the other} */
    static boolean allows(String from, String to) {
        if (from.equals(to) || isAny(MAY_IMPORT.getOrDefault(from, Set.of()), to)) {
            return true;
        }
        return !LEAVES.contains(from) && !from.startsWith("sandbox") && LEAVES.contains(to);
    }

    private static boolean isAny(Set<String> names, String name) {
        return names.stream()
                .anyMatch(each -> each.equals(name) || (each.endsWith(".") && (name + ".").startsWith(each)));
    }

    private static Set<String> with(Set<String> names, String... others) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(Set.of(others));
        return all;
    }
}
