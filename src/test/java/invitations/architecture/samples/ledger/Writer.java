package invitations.architecture.samples.ledger;

import invitations.architecture.samples.report.ReportHelper;

/** Imports what it may not, and closes a cycle by it. */
public final class Writer {
    public ReportHelper report() {
        return new ReportHelper(this);
    }
}
