import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import { indexBy } from '../state/objectIndex';

const clusterName =
  /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?\.?$/;

const byTarget = indexBy(services, service => {
  const found = clusterName.exec(service.externalName ?? '');
  return found ? [`${found[2]}/${found[1]}`] : [];
});

/** ExternalName Services that are another name of a Service. */
export function aliasesOf(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly Service[] {
  return state.lookup(byTarget, `${namespace}/${name}`);
}
