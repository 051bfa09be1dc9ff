import { configApiRef, useApi } from '@backstage/core-plugin-api';

/** Where a finding's page is: `ingressPosture.docsUrl` with the code behind it; null without one. */
export function useFindingUrl(code: string): string | null {
  const docsUrl = useApi(configApiRef).getOptionalString(
    'ingressPosture.docsUrl',
  );
  return docsUrl ? `${docsUrl.replace(/\/$/, '')}/findings/${code}.md` : null;
}
