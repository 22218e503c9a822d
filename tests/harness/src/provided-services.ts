import { inject } from 'vitest';

/** What a process may do in the database: the group roles without their prefix `a4c_`. */
export type DatabaseRole = 'edge' | 'service' | 'worker' | 'relay' | 'operator' | 'reader';

/** A user that can log in. */
export type Login = { user: string; password: string };

/** What the global set-up tells the tests. It must survive structured cloning. */
export type ProvidedServices = {
  database: {
    /** A role that may create databases; a superuser on the embedded server. */
    adminUrl: string;
    /** The migrated database that test databases are copies of. */
    template: string;
    owner: Login;
    logins: Record<DatabaseRole, Login>;
  };
  /** Undefined for tests that need no Temporal. */
  temporalAddress?: string;
  /** Program of the server whose time skips, or why there is none. */
  timeSkippingServer?: { path: string } | { missing: string };
};

declare module 'vitest' {
  interface ProvidedContext {
    services: ProvidedServices;
  }
}

/** The services of this test run; throws, and does not skip, when there are none. */
export function providedServices(): ProvidedServices {
  const services = inject('services');
  if (services === undefined) {
    throw new Error(
      'No service was started for this test file. Name it x.db.test.ts, x.temporal.test.ts or ' +
        'x.e2e.test.ts, and run it with "npm test", which starts PostgreSQL and Temporal.',
    );
  }
  return services;
}
