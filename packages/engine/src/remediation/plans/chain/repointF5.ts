import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import {
  F5Pool,
  F5VirtualServer,
  f5VirtualServers,
} from '../../../state/kinds/f5';
import type { ChainTarget } from '../../istioGatewayService';
import { JsonOperation, jsonPath, placeAt, pointer } from '../../jsonPatch';
import type { PlannedStep } from '../../plan';
import { jsonPatchStep } from '../../steps';
import { itself } from '../../touched';

/** What a pool names, in the fields of F5's VirtualServer (clouddocs.f5.com: serviceNamespace, servicePort). */
interface Named {
  readonly service: string;
  readonly serviceNamespace: string | undefined;
  readonly servicePort: number | string | undefined;
  readonly hostRewrite: string | undefined;
}

/** A pool of BIG-IP can be of Services of any namespace, so it only has to name the gateway's. */
export function repointF5(
  facts: ServiceFacts,
  route: Route,
  { service, port }: ChainTarget,
): PlannedStep {
  const server = route.object as F5VirtualServer;
  const { namespace, name } = server.meta;
  const own = server.pools.filter(
    pool =>
      pool.service === facts.service.meta.name &&
      (pool.namespace ?? namespace) === facts.service.meta.namespace,
  );
  const gateway: Named = {
    service: service.meta.name,
    serviceNamespace: service.meta.namespace,
    servicePort: port.port,
    // The gateway knows the Host that clients ask for.
    hostRewrite: undefined,
  };
  const place = placeAt(own[0].field);
  return {
    step: jsonPatchStep({
      title: 'Lead the pool to the gateway',
      object: {
        apiVersion: 'cis.f5.com/v1',
        kind: 'VirtualServer',
        namespace,
        name,
      },
      patch: own.flatMap(pool => renaming(pool, namedBy(pool), gateway)),
      undo: own.flatMap(pool => renaming(pool, gateway, namedBy(pool))),
      show: `{${jsonPath([...place, 'serviceNamespace'])}}`,
      expect: service.meta.namespace,
      marks: server.meta,
    }),
    apply: state => {
      const now = state.get(f5VirtualServers, namespace, name) ?? server;
      const fields = new Set(own.map(pool => pool.field));
      state.put(f5VirtualServers, {
        ...now,
        pools: now.pools.map(pool =>
          fields.has(pool.field) ? ledTo(pool, gateway) : pool,
        ),
      });
    },
    touches: () => [itself(facts)],
  };
}

function namedBy(pool: F5Pool): Named {
  const { service, namespace, port, hostRewrite } = pool;
  return {
    service,
    serviceNamespace: namespace,
    servicePort: port,
    hostRewrite,
  };
}

function ledTo(
  { hostRewrite: _, ...pool }: F5Pool,
  { service, serviceNamespace, servicePort }: Named,
): F5Pool {
  return {
    ...pool,
    service,
    ...(serviceNamespace !== undefined && { namespace: serviceNamespace }),
    ...(servicePort !== undefined && { port: servicePort }),
  };
}

/** The operations by which a pool that names one thing names another. */
function renaming(
  { field }: F5Pool,
  from: Named,
  to: Named,
): readonly JsonOperation[] {
  const at = (name: string) => pointer([...placeAt(field), name]);
  const names = Object.keys(to) as (keyof Named)[];
  return [
    { op: 'test', path: at('service'), value: from.service },
    ...names.flatMap((name): JsonOperation[] => {
      const [was, is] = [from[name], to[name]];
      if (was === is) return [];
      return is === undefined
        ? [{ op: 'remove', path: at(name) }]
        : [{ op: 'add', path: at(name), value: is }];
    }),
  ];
}
