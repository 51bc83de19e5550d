package invitations.architecture.samples.report;

import invitations.architecture.samples.ledger.Writer;

/** Has a name that says nothing; its import is allowed. */
public record ReportHelper(Writer writer) {}
