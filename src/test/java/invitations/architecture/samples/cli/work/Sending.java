package invitations.architecture.samples.cli.work;

import picocli.CommandLine.Command;

/** A command that nobody finds by its name. */
@Command(name = "sending")
public final class Sending {}
