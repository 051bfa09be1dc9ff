import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityPostures,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
import { useMemo } from 'react';
import { ingressPostureApiRef } from '../../api';
import { Polled, usePolled } from '../../hooks';
import { comparePostures } from '../../vocabulary';

/** The postures of the page's entity, worst service first, kept up to date. */
export function useEntityPostures(): Polled<EntityPostures> {
  const api = useApi(ingressPostureApiRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const polled = usePolled(entityRef, signal =>
    api.getEntityPostures(entityRef, { signal }),
  );
  const { value } = polled;
  const sorted = useMemo(
    () => value && { ...value, services: worstFirst(value.services) },
    [value],
  );
  return { ...polled, value: sorted };
}

function worstFirst(services: readonly StoredPosture[]): StoredPosture[] {
  return [...services].sort((one, other) =>
    comparePostures(one.posture.posture, other.posture.posture),
  );
}
