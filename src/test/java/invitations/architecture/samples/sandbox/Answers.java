package invitations.architecture.samples.sandbox;

import invitations.architecture.samples.ledger.Writer;

/** Could share a bug. */
public record Answers(Writer writer) {}
