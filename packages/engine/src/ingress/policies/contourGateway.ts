// What Contour adds to the Gateway API: projectcontour/contour internal/dag/gatewayapi_processor.go.
import { referenceAllowed } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { BackendRef } from '../../state/kinds/gatewayRoute';
import { ServicePort, services } from '../../state/kinds/service';
import { backendTlsOf } from '../dial/backendTls';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { servicePort } from '../dial/servicePort';
import { contourServes } from '../edges/contourConfig';
import { dropsExternalName, externalNamesOff } from './contour';

const source =
  'projectcontour/contour internal/dag/gatewayapi_processor.go (httpClusters)';

const knownAppProtocols = new Set([
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'http',
  'https',
]);

/** External names have to be allowed; a protocol that it does not know is refused (validateAppProtocol). */
export function contourGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { gateway, instance } = backend;
  const serves = instance && contourServes(state, gateway, instance);
  if (serves === false) {
    return {
      drops: `its configuration does not name ${objectName(
        gateway,
      )} (gateway.gatewayRef), and it serves no other`,
    };
  }
  const made = madeOf(state, backend);
  if (!instance || serves) return made;
  const caveat = `Which Gateway Contour is told to serve could not be read: that it is ${objectName(
    gateway,
  )} is taken for granted.`;
  return { ...made, caveats: [...(made.caveats ?? []), caveat] };
}

function madeOf(state: ClusterState, backend: GatewayBackend): PolicyEffect {
  const { service, port } = backend;
  if (!isKnown(port)) {
    const name = objectName(service);
    return {
      drops: `${name} says appProtocol ${port.appProtocol}, which it does not know`,
    };
  }
  if (dropsExternalName(state, backend)) {
    return { drops: externalNamesOff(service) };
  }
  if (namesNoMethod(backend)) {
    return {
      drops:
        'it names a gRPC service or a method without the other, which it does not support',
    };
  }
  return backend.rule.mirrors.includes(backend.backend)
    ? ofMirror(state, backend)
    : overTls(state, backend);
}

/** Of gRPC it knows one match of the path, by service and method (gatewayGRPCMethodMatchCondition). */
function namesNoMethod({ route, rule: { matches } }: GatewayBackend): boolean {
  return (
    route.kind === 'GRPCRoute' &&
    matches.length > 0 &&
    matches.every(({ path }) => path !== undefined && path.type !== 'exact')
  );
}

/** A BackendTLSPolicy takes the place of what the port says of its protocol (httpClusters). */
function overTls(state: ClusterState, one: GatewayBackend): PolicyEffect {
  const started = backendTlsOf(state, one);
  if (!started) return isPlain(one) ? ofGrpc(one) : {};
  const { policy } = started;
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge' },
        by: objectName(policy),
        evidence: [
          evidenceOf(policy, 'spec.validation.hostname', policy.hostname),
        ],
        source,
      },
    },
  };
}

/** Copies go over plain HTTP, whatever the port says, and none without a request that is answered. */
function ofMirror(state: ClusterState, one: GatewayBackend): PolicyEffect {
  const answered = one.rule.backends.some(
    ref => ref.weight !== 0 && isResolved(state, one, ref),
  );
  if (!answered) {
    return {
      drops:
        'the rule has no backend that could answer requests, and those are not copied then',
    };
  }
  const effect = { protocol: 'http', tls: 'none' } as const;
  return { said: { backend: { effect, evidence: [], source } } };
}

function isResolved(
  state: ClusterState,
  { route, instance }: GatewayBackend,
  { namespace = route.meta.namespace, name, port }: BackendRef,
): boolean {
  const service = state.get(services, namespace, name);
  const found = service && servicePort(service, port);
  if (!found) return false;
  const from = { kind: route.kind, namespace: route.meta.namespace };
  return (
    isKnown(found) &&
    referenceAllowed(state, from, { namespace, name }) &&
    !dropsExternalName(state, { service, instance })
  );
}

function isKnown({ appProtocol }: ServicePort): boolean {
  return appProtocol === undefined || knownAppProtocols.has(appProtocol);
}

const upstreamProtocol = 'projectcontour.io/upstream-protocol.';

/** What says nothing of its protocol, or names one that goes without saying. */
function isPlain({ service, port }: GatewayBackend): boolean {
  const { appProtocol } = port;
  if (appProtocol !== undefined) {
    return appProtocol === 'http' || appProtocol === 'kubernetes.io/ws';
  }
  return !Object.keys(service.meta.annotations).some(name =>
    name.startsWith(upstreamProtocol),
  );
}

/** gRPC is carried on as it came in: by the listener's protocol (setDefaultServiceProtocol). */
function ofGrpc({ route, parent }: GatewayBackend): PolicyEffect {
  if (route.kind !== 'GRPCRoute') return {};
  const { name, protocol } = parent.listener;
  const tls = protocol === 'HTTPS' ? 'edge' : 'none';
  return {
    said: {
      backend: {
        effect: { protocol: 'http2', tls },
        by: `protocol ${protocol} of listener ${name}`,
        evidence: [],
        source,
      },
    },
  };
}
