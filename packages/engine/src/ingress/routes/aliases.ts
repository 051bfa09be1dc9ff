import type { ClusterState } from '../../state/clusterState';
import { Service, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';

const clusterName =
  /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?\.?$/;

/** "namespace/name" of the Service that a host name stands for in the cluster. */
export function namedService(host: string): string | undefined {
  const found = clusterName.exec(host);
  return found ? `${found[2]}/${found[1]}` : undefined;
}

const byTarget = indexBy(services, ({ externalName }) =>
  [namedService(externalName ?? '') ?? []].flat(),
);

/** ExternalName Services that are another name of a Service. */
export function aliasesOf(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly Service[] {
  return state.lookup(byTarget, `${namespace}/${name}`);
}
