// Upstreams of Gloo stand for Services: solo-io/gloo projects/gloo/api/v1/options/kubernetes, .../static.
import { GlooUpstream, glooUpstreams } from '../../state/kinds/gloo';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import { namedService } from './aliases';
import { glooKey } from './glooWays';

/** Upstreams by the "namespace/name" of each Service that they stand for. */
export const upstreamsTo = indexBy(glooUpstreams, servicesOf);

/** "namespace/name" of every Service that an Upstream stands for. */
export function servicesOf({
  meta,
  service,
  hosts,
}: GlooUpstream): readonly string[] {
  return [
    ...(service ? [glooKey(service, meta.namespace)] : []),
    ...hosts.flatMap(({ address }) => namedService(address) ?? []),
  ];
}

/** The ports of a Service that an Upstream stands for: its own, or those of its name among hosts. */
export function portsOf(
  { meta, service: own, hosts }: GlooUpstream,
  service: Service,
): readonly ServicePort[] {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  const wanted = [
    ...(own && glooKey(own, meta.namespace) === key ? [own.port] : []),
    ...hosts
      .filter(({ address }) => namedService(address) === key)
      .map(({ port }) => port),
  ];
  return wanted.flatMap(port => servicePort(service, port) ?? []);
}
