import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { findingUrl } from '../findingUrl';

/** Where a finding's page is, by `ingressPosture.docsUrl`; null without one. */
export function useFindingUrl(code: string): string | null {
  const docsUrl = useApi(configApiRef).getOptionalString(
    'ingressPosture.docsUrl',
  );
  return docsUrl ? findingUrl(docsUrl, code) : null;
}
