/**
 * How an entity claims a Service, the most specific first: by naming it, by labels of it or of its pods,
 * by its namespace, by a label of its namespace.
 */
export const claimKinds = [
  'services',
  'labels',
  'namespace',
  'namespace-label',
] as const;

/** One of {@link claimKinds}. */
export type ClaimKind = (typeof claimKinds)[number];

/**
 * That an entity claims a Service. The most specific claim decides whose it is; where several entities
 * claim it with the same right, it is contested, and counts as that of the first by name.
 */
export interface ServiceClaim {
  readonly entityRef: string;
  readonly by: ClaimKind;
}

/** Topic of the events service on which the backend hears of entities that became others. */
export const ENTITIES_TOPIC = 'ingress-posture.entities';

/** Says which entities appeared, changed or went; what they are now is read from the catalog. */
export type EntitiesEvent = { readonly entityRefs: readonly string[] };
