import { ServiceList } from '@ingress-posture/plugin-ingress-posture-common';
import { useRef } from 'react';
import { useClusters } from '../clusters';
import { Choice } from './ChoiceFilter';
import { FleetChoices } from './FleetFilters';

/** The vendors, owners and clusters that can be filtered by. */
export function useFleetChoices(list: ServiceList | undefined): FleetChoices {
  const clusters = useClusters().value?.items ?? [];
  const seen = useRef({ vendor: new Set<string>(), owner: new Set<string>() });
  for (const { edges, owner } of list?.items ?? []) {
    edges.forEach(edge => seen.current.vendor.add(edge));
    if (owner) seen.current.owner.add(owner);
  }
  return {
    vendor: sorted(seen.current.vendor),
    owner: sorted(seen.current.owner),
    cluster: sorted(clusters.map(({ name }) => name)),
  };
}

function sorted(values: Iterable<string>): Choice[] {
  return [...values].sort().map(value => ({ value, label: value }));
}
