import { useApiHolder } from '@backstage/core-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { ServiceGrouping } from '@ingress-posture/plugin-ingress-posture-common';
import useAsync from 'react-use/esm/useAsync';
import { useText } from '../../translation';
import { entityRefsAmong, keyName } from './keyName';

/** What groups or choices are called: entities by their titles, as soon as the catalog has told them. */
export function useKeyNames(
  by: ServiceGrouping,
  keys: readonly string[],
): (key: string) => string {
  const text = useText();
  const api = useApiHolder().get(entityPresentationApiRef);
  const refs = entityRefsAmong(by, keys);
  const { value: titles } = useAsync(async () => {
    const shown = refs.map(async ref => {
      const { primaryTitle } = (await api?.forEntity(ref).promise) ?? {};
      return [ref, primaryTitle] as const;
    });
    return new Map(await Promise.all(shown));
  }, [api, refs.join(' ')]);
  return key => titles?.get(key) ?? keyName(by, key, text);
}
