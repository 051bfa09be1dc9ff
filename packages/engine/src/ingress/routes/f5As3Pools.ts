import type { RouteReader } from './routeReader';

const label = 'cis.f5.com/as3-';

/**
 * Services that AS3 declarations have for pool members. The declarations stand in ConfigMaps, which are
 * not read; the labels that bind a Service to its pool are (clouddocs.f5.com/containers/latest/userguide/config-map.html).
 */
export const f5As3Pools: RouteReader = {
  routesTo: () => [],
  unclaimed: (_, service) => {
    const [tenant, app, pool] = ['tenant', 'app', 'pool'].map(
      part => service.meta.labels[`${label}${part}`],
    );
    if (!tenant || !app || !pool) return [];
    return [
      {
        object: service,
        why: `is a member of pool ${tenant}/${app}/${pool} of F5 BIG-IP by its labels, and the AS3 declaration of that pool stands in a ConfigMap, which is not read: what BIG-IP sends could not be worked out. kubectl get configmaps -A -l as3=true -o yaml shows it.`,
      },
    ];
  },
};
