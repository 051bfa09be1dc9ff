import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/** What a policy decides about each permission, by its name; what it does not name is denied. */
export type Decisions = Readonly<Record<string, PolicyDecision>>;

/** A permissions service that decides by who asks; other plugins are allowed everything, as Backstage does. */
export class PolicyOf implements PermissionsService {
  readonly #decisionsFor: (user: string) => Decisions;

  constructor(decisionsFor: (user: string) => Decisions) {
    this.#decisionsFor = decisionsFor;
  }

  async authorize(
    requests: Parameters<PermissionsService['authorize']>[0],
    options: { credentials: BackstageCredentials },
  ) {
    return requests.map(({ permission }) => {
      const { result } = this.#decide(permission.name, options);
      if (result === AuthorizeResult.CONDITIONAL) {
        throw new Error(`${permission.name} is decided under conditions`);
      }
      return { result };
    });
  }

  async authorizeConditional(
    requests: Parameters<PermissionsService['authorizeConditional']>[0],
    options: { credentials: BackstageCredentials },
  ) {
    return requests.map(({ permission }) =>
      this.#decide(permission.name, options),
    );
  }

  #decide(
    permission: string,
    { credentials }: { credentials: BackstageCredentials },
  ): PolicyDecision {
    const principal = credentials.principal as {
      type: string;
      userEntityRef: string;
    };
    if (principal.type === 'service') return { result: AuthorizeResult.ALLOW };
    const decided = this.#decisionsFor(principal.userEntityRef)[permission];
    return decided ?? { result: AuthorizeResult.DENY };
  }
}
