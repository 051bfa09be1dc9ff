import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { IngressPostureClient } from '@ingress-posture/plugin-ingress-posture-common';

/**
 * A client with which another backend plugin asks the ingress-posture backend on behalf of somebody, who thereby
 * gets to see what he may and no more. The credentials are asked for at each call, as they do not last.
 */
export function clientOnBehalfOf(
  whom: () => Promise<BackstageCredentials>,
  services: {
    readonly auth: AuthService;
    readonly discovery: DiscoveryService;
  },
): IngressPostureClient {
  const { auth, discovery } = services;
  return new IngressPostureClient({
    discoveryApi: discovery,
    fetchApi: {
      fetch: async (input, init) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await whom(),
          targetPluginId: 'ingress-posture',
        });
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}
