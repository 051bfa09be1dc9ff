import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { IngressPostureClient } from '@ingress-posture/plugin-ingress-posture-common';
import { ingressPostureApiRef } from '../api';

/** The client of the backend. */
export const ingressPostureApi = ApiBlueprint.make({
  params: define =>
    define({
      api: ingressPostureApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new IngressPostureClient(options),
    }),
});
