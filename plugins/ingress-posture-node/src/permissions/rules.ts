import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { PostureSubject, posturePermissionResourceRef } from './resource';

/** Postures of Services whose entity one of these owns. */
export const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description:
    'Services that an entity claims which is owned by one of these references',
  resourceRef: posturePermissionResourceRef,
  paramsSchema: z.object({
    claims: references('Owners, such as group:default/payments'),
  }),
  apply: (subject, { claims }) => has(subject, 'owners', refs(claims)),
  toQuery: ({ claims }) => ({ of: 'owners', values: refs(claims) }),
});

/** Postures of Services that one of these entities claims. */
export const isClaimedBy = createPermissionRule({
  name: 'IS_CLAIMED_BY',
  description: 'Services that one of these entities claims',
  resourceRef: posturePermissionResourceRef,
  paramsSchema: z.object({
    entityRefs: references('Entities, such as component:default/cart'),
  }),
  apply: (subject, { entityRefs }) =>
    has(subject, 'entities', refs(entityRefs)),
  toQuery: ({ entityRefs }) => ({ of: 'entities', values: refs(entityRefs) }),
});

/** Postures of Services whose entity is part of one of these systems. */
export const isInSystem = createPermissionRule({
  name: 'IS_IN_SYSTEM',
  description: 'Services that an entity of one of these systems claims',
  resourceRef: posturePermissionResourceRef,
  paramsSchema: z.object({
    systems: references('Systems, such as system:default/shop'),
  }),
  apply: (subject, { systems }) => has(subject, 'systems', refs(systems)),
  toQuery: ({ systems }) => ({ of: 'systems', values: refs(systems) }),
});

/** Postures of Services in one of these clusters. */
export const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Services in one of these clusters',
  resourceRef: posturePermissionResourceRef,
  paramsSchema: z.object({
    clusters: references('Names of clusters, as they are configured'),
  }),
  apply: (subject, { clusters }) => has(subject, 'clusters', clusters),
  toQuery: ({ clusters }) => ({ of: 'clusters', values: clusters }),
});

/** Postures of Services in one of these Kubernetes namespaces, whatever the cluster. */
export const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Services in one of these Kubernetes namespaces',
  resourceRef: posturePermissionResourceRef,
  paramsSchema: z.object({
    namespaces: references('Kubernetes namespaces'),
  }),
  apply: (subject, { namespaces }) => has(subject, 'namespaces', namespaces),
  toQuery: ({ namespaces }) => ({ of: 'namespaces', values: namespaces }),
});

/** All rules that a conditional decision about postures can be made of. */
export const posturePermissionRules = {
  isEntityOwner,
  isClaimedBy,
  isInSystem,
  isInCluster,
  isInNamespace,
};

function references(description: string) {
  return z.array(z.string()).describe(description);
}

// References are compared as the catalog does: without regard to case.
function refs(values: readonly string[]): readonly string[] {
  return values.map(value => value.toLocaleLowerCase('en-US'));
}

function has(
  subject: PostureSubject,
  of: keyof PostureSubject,
  values: readonly string[],
): boolean {
  return subject[of].some(value => values.includes(value));
}
