import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  ConditionTransformer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { postureReadPermission } from '@ingress-posture/plugin-ingress-posture-common';
import {
  PostureFilter,
  posturePermissionResourceRef,
} from '@ingress-posture/plugin-ingress-posture-node';
import type { Visible } from './visible';

interface AccessOptions {
  readonly permissions: PermissionsService;
  readonly registry: PermissionsRegistryService;
}

/** Asks the permission framework what a caller may see. */
export class Access {
  readonly #permissions: PermissionsService;
  readonly #toVisible: ConditionTransformer<PostureFilter>;

  constructor({ permissions, registry }: AccessOptions) {
    this.#permissions = permissions;
    this.#toVisible = createConditionTransformer(
      registry.getPermissionRuleset(posturePermissionResourceRef),
    );
  }

  /** The services whose postures a caller may see. Throws where that is none, whatever there is. */
  async visible(credentials: BackstageCredentials): Promise<Visible> {
    const permission = postureReadPermission;
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return 'all';
      case AuthorizeResult.CONDITIONAL:
        return this.#toVisible(decision.conditions);
      default:
        throw missing(permission.name);
    }
  }

  /** Throws where a caller does not have a permission. */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.has(permission, credentials))) {
      throw missing(permission.name);
    }
  }

  /** Whether a caller has a permission. */
  async has(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }
}

function missing(permission: string): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission ${permission}; who writes the permission policy of this portal can give it`,
  );
}
