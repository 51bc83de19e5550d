package invitations.architecture.samples.stray;

/** In a package that nobody knows. */
public final class Stray {}
