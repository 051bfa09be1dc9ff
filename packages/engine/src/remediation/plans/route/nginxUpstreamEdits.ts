import type { Route } from '../../../ingress/edges/edge';
import type { ClusterState } from '../../../state/clusterState';
import type { NginxVirtualServer } from '../../../state/kinds/nginxVirtualServer';
import type { Service } from '../../../state/kinds/service';
import { FieldEdit, kindOfObject } from './fieldEdit';

/**
 * The field by which upstreams of NGINX Inc's VirtualServers and VirtualServerRoutes dial a Service
 * (nginx/kubernetes-ingress pkg/apis/configuration/v1/types.go: use-cluster-ip).
 */
export function useClusterIpEdits(
  state: ClusterState,
  { object }: Route,
  service: Service,
): readonly FieldEdit[] {
  const kind = kindOfObject(state, object);
  if (!kind) return [];
  const { namespace, name } = service.meta;
  return (object as NginxVirtualServer).upstreams.flatMap((upstream, index) =>
    upstream.service === name && object.meta.namespace === namespace
      ? [
          {
            kind,
            object,
            place: ['spec', 'upstreams', index],
            field: 'use-cluster-ip',
            value: true,
            before: upstream.useClusterIp ? true : null,
            entry: {
              at: ['spec', 'upstreams', index, 'service'],
              value: name,
            },
            changed: now => withClusterIp(now as NginxVirtualServer, index),
            touches: () => [{ namespace, name }],
          },
        ]
      : [],
  );
}

function withClusterIp(
  server: NginxVirtualServer,
  index: number,
): NginxVirtualServer {
  const upstreams = server.upstreams.map((one, at) =>
    at === index ? { ...one, useClusterIp: true } : one,
  );
  return { ...server, upstreams };
}
