import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { ServiceList } from '@ingress-posture/plugin-ingress-posture-common';
import { useClusters } from '../../hooks';
import { Choice } from './ChoiceFilter';
import { FleetChoices } from './FleetFilters';

/** The vendors, owners and clusters that can be filtered by. */
export function useFleetChoices(list: ServiceList | undefined): FleetChoices {
  const clusters = useClusters().value?.items ?? [];
  return {
    vendor: (list?.choices.vendor ?? []).map(asIs),
    owner: (list?.choices.owner ?? []).map(ownerChoice),
    cluster: clusters.map(({ name }) => asIs(name)),
  };
}

function asIs(value: string): Choice {
  return { value, label: value };
}

function ownerChoice(value: string): Choice {
  const label = humanizeEntityRef(parseEntityRef(value), {
    defaultKind: 'group',
  });
  return { value, label };
}
