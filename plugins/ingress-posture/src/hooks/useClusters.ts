import { useApi } from '@backstage/core-plugin-api';
import { ClusterList } from '@ingress-posture/plugin-ingress-posture-common';
import { ingressPostureApiRef } from '../api';
import { Polled, usePolled } from './usePolled';

/** The configured clusters and how fresh they are. */
export function useClusters(): Polled<ClusterList> {
  const api = useApi(ingressPostureApiRef);
  return usePolled('clusters', signal => api.listClusters({ signal }));
}
