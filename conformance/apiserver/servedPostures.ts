import type { ServicePosture } from '@ingress-posture/engine';
import type { IngressPostureApi } from '@ingress-posture/plugin-ingress-posture-common';

/** Every posture of a cluster as the HTTP API serves it, but that of the API server's own Service. */
export async function servedPostures(
  api: IngressPostureApi,
  cluster: string,
): Promise<ServicePosture[]> {
  const postures: ServicePosture[] = [];
  for (let offset = 0; ; ) {
    const { items, total } = await api.listServices({
      cluster,
      offset,
      limit: 50,
    });
    for (const { namespace, name } of items) {
      const { posture } = await api.getService({ cluster, namespace, name });
      if (`${namespace}/${name}` !== 'default/kubernetes')
        postures.push(posture);
    }
    offset += items.length;
    if (offset >= total || items.length === 0) return postures;
  }
}
