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

/** What a group or a filter's choice is called. */
export function keyName(by: ServiceGrouping, key: string, text: Text): string {
  if (key === NONE) return text('fleet.none');
  if (by === 'vendor') return vendorTitles[key] ?? key;
  const isRef = (by === 'owner' || by === 'system') && entityRef.test(key);
  if (!isRef) return key;
  return humanizeEntityRef(parseEntityRef(key), {
    defaultKind: by === 'owner' ? 'group' : 'system',
    defaultNamespace: 'default',
  });
}
