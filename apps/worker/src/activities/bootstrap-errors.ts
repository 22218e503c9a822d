/** Another organization has the slug. */
export class SlugTakenError extends Error {
  readonly code = 'slug_taken';

  constructor(slug: string, cause: unknown) {
    super(
      `The slug "${slug}" belongs to another organization. Ask for the organization again with another slug.`,
      { cause },
    );
    this.name = 'SlugTakenError';
  }
}

/** The organization's row is not in a state that this step can work on. */
export class OrganizationStateError extends Error {
  readonly code = 'organization_state';

  constructor(organizationId: string, state: string, wanted: string) {
    super(
      `Organization ${organizationId} is ${state} and should be ${wanted}. ` +
        'Look at its row in organizations_projection and correct it, then start the bootstrap again.',
    );
    this.name = 'OrganizationStateError';
  }
}

/** The account went away between two statements: trying again makes or finds it. */
export class UserVanishedError extends Error {
  readonly code = 'user_vanished';

  constructor() {
    super('The account was removed while this step looked it up. The step is tried again.');
    this.name = 'UserVanishedError';
  }
}
