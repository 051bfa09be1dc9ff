import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import {
  NONE,
  ServiceGrouping,
} from '@ingress-posture/plugin-ingress-posture-common';
import { Text } from '../../translation';
import { vendorTitles } from '../../vocabulary';

// Anybody can write anything into the page's address.
const entityRef = /^[^:/]+:[^:/]+\/[^:/]+$/;

/** Those of the keys that are references of entities. */
export function entityRefsAmong(
  by: ServiceGrouping,
  keys: readonly string[],
): readonly string[] {
  const isOfEntities = by === 'owner' || by === 'system';
  return isOfEntities ? keys.filter(key => entityRef.test(key)) : [];
}

/** What a group or a filter's choice is called, without asking the catalog. */
export function keyName(by: ServiceGrouping, key: string, text: Text): string {
  if (key === NONE) return text('fleet.none');
  if (by === 'vendor') return vendorTitles[key] ?? key;
  if (entityRefsAmong(by, [key]).length === 0) return key;
  return humanizeEntityRef(parseEntityRef(key), {
    defaultKind: by === 'owner' ? 'group' : 'system',
    defaultNamespace: 'default',
  });
}
