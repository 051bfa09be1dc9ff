import { createApiRef } from '@backstage/core-plugin-api';
import { IngressPostureApi } from '@ingress-posture/plugin-ingress-posture-common';

/** The client of the ingress-posture backend, in both frontend systems. */
export const ingressPostureApiRef = createApiRef<IngressPostureApi>({
  id: 'plugin.ingress-posture.client',
});
