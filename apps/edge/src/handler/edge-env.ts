/** What Hono hands from the server and from handler to handler. */
export interface EdgeEnv {
  Bindings: {
    /** IP address of the connection. */
    readonly remoteAddress?: string | undefined;
  };
  Variables: {
    correlationId: string;
  };
}
