import {
  ClaimKind,
  claimKinds,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ServiceAddress } from '../postures/ServiceAddress';
import type { BoundEntity } from './BoundEntity';
import { selects } from './LabelledService';
import type { ServiceIndex } from './ServiceIndex';

/** That an entity claims a service. */
export interface Claim extends ServiceAddress {
  readonly entityRef: string;
  readonly kind: ClaimKind;
}

/** What entities claim, each service by the most specific of the entity's ways. */
export function claimsOf(
  entities: readonly BoundEntity[],
  index: Pick<ServiceIndex, 'candidates'>,
): readonly Claim[] {
  return entities.flatMap(({ entityRef, selectors }) => {
    const claimed = new Map<ServiceAddress, Claim>();
    for (const selector of selectors) {
      for (const service of index.candidates(selector)) {
        if (claimed.has(service) || !selects(selector, service)) continue;
        const { cluster, namespace, name } = service;
        const kind = selector.by;
        claimed.set(service, { cluster, namespace, name, entityRef, kind });
      }
    }
    return [...claimed.values()];
  });
}

/** The claims on one service, the one that decides first. */
export function sortClaims<T extends Pick<Claim, 'entityRef' | 'kind'>>(
  claims: readonly T[],
): readonly T[] {
  return [...claims].sort(
    (one, other) =>
      claimKinds.indexOf(one.kind) - claimKinds.indexOf(other.kind) ||
      one.entityRef.localeCompare(other.entityRef, 'en'),
  );
}

/** Whether several entities have the same right to a service; claims as {@link sortClaims} has them. */
export function isContested(claims: readonly Pick<Claim, 'kind'>[]): boolean {
  return claims.length > 1 && claims[0].kind === claims[1].kind;
}
