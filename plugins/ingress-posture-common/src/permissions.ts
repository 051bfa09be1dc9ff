import { createPermission } from '@backstage/plugin-permission-common';

/**
 * What a policy decides about when it decides about postures: a Service, named "cluster/namespace/name",
 * or the Services of a catalog entity, named by its reference.
 */
export const RESOURCE_TYPE_POSTURE = 'ingress-posture';

/**
 * Reading the posture of a Service: alone, in lists, counts and exports, and wherever else an answer
 * would speak of it. Conditional decisions are honoured in all of them.
 */
export const postureReadPermission = createPermission({
  name: 'ingress-posture.posture.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_POSTURE,
});

/** Asking about many Services at once: the list, groups, the export and the end-of-life radar. */
export const fleetReadPermission = createPermission({
  name: 'ingress-posture.fleet.read',
  attributes: { action: 'read' },
});

/** Reading which clusters there are, how fresh they are, and how much is in them. */
export const clustersReadPermission = createPermission({
  name: 'ingress-posture.clusters.read',
  attributes: { action: 'read' },
});

/** Being handed the annotation that silences a finding; applying it is up to the cluster's own RBAC. */
export const findingsSilencePermission = createPermission({
  name: 'ingress-posture.findings.silence',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. */
export const ingressPosturePermissions = [
  postureReadPermission,
  fleetReadPermission,
  clustersReadPermission,
  findingsSilencePermission,
];
