// Options of Gloo for routes of the Gateway API: solo-io/gloo projects/gateway2/translator/plugins/routeoptions.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  GlooOptionObject,
  glooRouteOptions,
  GlooUpstream,
} from '../../state/kinds/gloo';
import { backendTlsOf } from '../dial/backendTls';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { glooDialled } from '../routes/glooBackend';
import { attached, PolicyPlace } from './attached';

const source =
  'solo-io/gloo projects/gateway2/translator/plugins/routeoptions/route_options_plugin.go';

/** Kind of the filter by which a rule names options. */
export const glooOptionFilter = 'RouteOption';

/** The options of a rule: those that a filter names, then those that are attached to its route. */
export function routeOptionsAt(
  state: ClusterState,
  place: PolicyPlace,
): readonly GlooOptionObject[] {
  const { route, rule } = place;
  const named = rule.extensions
    .filter(one => one.startsWith(`${glooOptionFilter}/`))
    .flatMap(
      one =>
        state.get(
          glooRouteOptions,
          route.meta.namespace,
          one.slice(glooOptionFilter.length + 1),
        ) ?? [],
    );
  return [
    ...new Set([...named, ...attached(state.list(glooRouteOptions), place)]),
  ];
}

/** How an Upstream, the settings and options have Gloo send. */
export function glooGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const dialled = dialling(state, backend);
  const host = hostMade(state, backend);
  return {
    said: { ...dialled.said, ...host.said },
    caveats: [...(dialled.caveats ?? []), ...(host.caveats ?? [])],
    unknown: Boolean(dialled.unknown || host.unknown),
  };
}

/** What an Upstream says, and the certificate that Gloo presents by itself where nothing else starts TLS. */
function dialling(state: ClusterState, backend: GatewayBackend): PolicyEffect {
  const { upstream } = backend;
  const started = backendTlsOf(state, backend);
  if (started) {
    return upstream
      ? {
          unknown: true,
          caveats: [
            `Whether ${objectName(
              started.policy,
            )} is followed by way of ${objectName(upstream)} is not known.`,
          ],
        }
      : {};
  }
  const { said, caveats } = glooDialled(state, backend);
  return { said: { ...(upstream && plainSaid(upstream)), ...said }, caveats };
}

/** An Upstream says by itself what is spoken: what the Service's port declares does not count. */
function plainSaid(upstream: GlooUpstream): PolicyEffect['said'] {
  return {
    backend: {
      effect: { protocol: 'http', tls: 'none' },
      by: objectName(upstream),
      evidence: [evidenceOf(upstream, 'spec.useHttp2', upstream.http2)],
      source: 'docs.solo.io/gloo-edge/latest/reference/api',
    },
  };
}

/** The Host that options make. */
function hostMade(state: ClusterState, backend: GatewayBackend): PolicyEffect {
  const own = routeOptionsAt(state, backend);
  const above = (backend.delegatedBy ?? []).flatMap(from =>
    routeOptionsAt(state, { ...backend, ...from }),
  );
  const all = [...new Set([...own, ...above])];
  const decisive = all.find(({ options }) => options.host !== undefined);
  const host = decisive?.options.host;
  const isRenamed =
    (backend.rule.hostRewrite ?? backend.rule.hostHeader) !== undefined;
  const doubted = [
    ...(decisive && (isRenamed || host?.kind !== 'fixed') ? [decisive] : []),
    ...all.filter(({ options }) => options.mayChangeHost),
  ];
  const caveats = doubted.map(
    one =>
      `${objectName(one)} makes another Host: which one is sent is not known.`,
  );
  return {
    ...(decisive &&
      host?.kind === 'fixed' &&
      !isRenamed && {
        said: {
          host: {
            effect: host.value,
            by: objectName(decisive),
            evidence: [
              evidenceOf(decisive, 'spec.options.hostRewrite', host.value),
            ],
            source,
          },
        },
      }),
    caveats,
    unknown: caveats.length > 0,
  };
}
