package invitations.cli.ask;

import invitations.base.DisplayText;
import invitations.cli.console.ExitCode;
import invitations.feed.ServerFeeds;
import invitations.remote.HostKeys;
import invitations.remote.RemoteProblem;
import invitations.remote.ServerCheck;
import invitations.remote.ServerSettings;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code doctor} says about the servers that files are collected from. */
final class ServerDoctor {
    private ServerDoctor() {}

    /** Prints the keys that the SFTP server shows; logs in nowhere. */
    static ExitCode scan(PrintWriter out, Settings settings) {
        String host = settings.text(Property.SFTP_HOST);
        if (host.isEmpty()) {
            out.println("No SFTP server is named; set " + Property.SFTP_HOST.key());
            return ExitCode.CONFIGURATION;
        }
        try {
            List<HostKeys.Shown> keys = HostKeys.scan(
                    host, settings.count(Property.SFTP_PORT), settings.duration(Property.CONNECT_TIMEOUT));
            out.println(
                    "# The machine that answers shows these keys. Ask the server's operator for the fingerprint, by another way");
            out.println("# than this network. Where it is the same, write that line into " + HostKeys.file(settings));
            for (HostKeys.Shown key : keys) {
                out.println("# " + key.fingerprint());
                out.println(key.line());
            }
            return ExitCode.OK;
        } catch (IOException e) {
            out.println(host + " shows no key: " + DisplayText.printable(String.valueOf(e.getMessage())));
            return ExitCode.UNFINISHED;
        }
    }

    /** Looks at each server that is named. */
    static Set<ExitCode> check(PrintWriter out, Settings settings, Clock clock) {
        Set<ExitCode> codes = EnumSet.of(ExitCode.OK);
        List<String> problems = new ArrayList<>(ServerSettings.problems(settings));
        problems.addAll(ServerFeeds.problems(settings, clock));
        problems.forEach(problem -> out.println("server    " + problem));
        if (!problems.isEmpty()) {
            codes.add(ExitCode.CONFIGURATION);
            return codes;
        }
        if (settings.optional(Property.SFTP_HOST).isPresent()) {
            codes.add(print(out, "SFTP      " + settings.text(Property.SFTP_HOST), ServerCheck.sftp(settings)));
        }
        if (settings.optional(Property.FTPS_HOST).isPresent()) {
            codes.add(print(out, "FTPS      " + settings.text(Property.FTPS_HOST), ServerCheck.ftps(settings)));
        }
        return codes;
    }

    private static ExitCode print(PrintWriter out, String name, Optional<RemoteProblem> problem) {
        out.println(name
                + problem.map(found -> ": " + DisplayText.printable(found.words()))
                        .orElse(" is the one that is known, lets us in, and has the folders"));
        return problem.map(found ->
                        found.kind() == RemoteProblem.Kind.CONNECTION ? ExitCode.UNFINISHED : ExitCode.NOT_PERMITTED)
                .orElse(ExitCode.OK);
    }
}
