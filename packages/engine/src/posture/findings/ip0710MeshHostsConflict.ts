import { fullHost, hostnameOf } from '../../mesh';
import { evidenceOf, objectName } from '../../state/evidence';
import type { VirtualService } from '../../state/kinds/virtualService';
import { findingRule } from '../finding';
import { virtualServicesTo } from '../virtualServicesTo';

/** Two VirtualServices of the mesh for one host: which of them is followed is nobody's promise (IST0109). */
export const ip0710 = findingRule('IP0710', ({ state, service }) => {
  const { namespace, name } = service.meta;
  const claiming = virtualServicesTo(state, service).filter(
    route =>
      inMesh(route) &&
      route.hosts.some(
        host =>
          fullHost(host, route.meta.namespace) === hostnameOf(namespace, name),
      ),
  );
  const [first, second] = claiming;
  if (!first || !second) return [];
  return [
    {
      says: {
        routes: claiming.map(objectName).join(' and '),
        service: name,
      },
      about: claiming,
      evidence: claiming.map(route =>
        evidenceOf(route, 'spec.hosts', route.hosts.join(', ')),
      ),
    },
  ];
});

function inMesh({ gateways, exportTo }: VirtualService): boolean {
  const everywhere = exportTo === undefined || exportTo.includes('*');
  return everywhere && (gateways.length === 0 || gateways.includes('mesh'));
}
