package invitations.architecture.samples.api;

import org.apache.camel.builder.RouteBuilder;

/** A route that no integrator can change without a compiler. */
public final class CallRoutes extends RouteBuilder {
    @Override
    public void configure() {
        from("direct:call").id("call").to("log:called");
    }
}
