import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_POSTURE } from '@ingress-posture/plugin-ingress-posture-common';

/**
 * What rules look at. A Service has one cluster and one namespace, and whatever entities claim it;
 * an entity has those of all Services that it claims.
 */
export interface PostureSubject {
  readonly clusters: readonly string[];
  readonly namespaces: readonly string[];
  /** References of the entities that claim it, in lower case, and of their owners and systems. */
  readonly entities: readonly string[];
  readonly owners: readonly string[];
  readonly systems: readonly string[];
}

/** A condition that Services are looked up by: one of the values is among those of the subject. */
export interface PostureFilter {
  readonly of: keyof PostureSubject;
  readonly values: readonly string[];
}

/** The resource type of postures, for the permission framework. */
export const posturePermissionResourceRef = createPermissionResourceRef<
  PostureSubject,
  PostureFilter
>().with({ pluginId: 'ingress-posture', resourceType: RESOURCE_TYPE_POSTURE });
