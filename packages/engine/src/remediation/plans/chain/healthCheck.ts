import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import { gkeBackendConfigs } from '../../../state/kinds/gkeBackendConfig';
import { Service, ServicePort } from '../../../state/kinds/service';
import type { Labels } from '../../../state/read';
import { freeName } from '../../freeName';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { createdStep } from './createdStep';
import { annotationEdit, editSteps } from '../route/fieldEdit';

// istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio: an Istio gateway knows no
// other path for whoever names none of its hosts.
const statusPort = 15021;
const readyPath = '/healthz/ready';

const alb = 'alb.ingress.kubernetes.io';
const agic = 'appgw.ingress.kubernetes.io';

const none: Labels = {};

/** Annotations by which an Ingress says what its load balancer's health check asks for. */
const byAnnotation: Readonly<
  Record<string, ((port: ServicePort) => Labels) | undefined>
> = {
  // kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md (healthcheck-port): a named port
  // is a node port for instances, and a container port for pods.
  'aws-alb': ({ name }): Labels =>
    name === undefined
      ? none
      : {
          [`${alb}/healthcheck-port`]: name,
          [`${alb}/healthcheck-path`]: readyPath,
          [`${alb}/healthcheck-protocol`]: 'HTTP',
          [`${alb}/success-codes`]: '200',
        },
  // learn.microsoft.com/azure/application-gateway/ingress-controller-annotations (health-probe-port)
  'azure-agic': () => ({
    [`${agic}/health-probe-port`]: String(statusPort),
    [`${agic}/health-probe-path`]: readyPath,
  }),
};

/**
 * Annotations that make the health check of a load balancer's Ingress ask the Istio gateway at the port which
 * is there for that, instead of asking for a path of the application.
 */
export function healthCheckAnnotations(
  { edge: { vendor } }: Route,
  { service }: ChainTarget,
): Labels {
  const port = statusPortOf(service);
  return (port && byAnnotation[vendor.id]?.(port)) ?? none;
}

const backendConfig = 'cloud.google.com/backend-config';

/** The same where Services say it, by a BackendConfig (cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration). */
export function healthCheckSteps(
  facts: ServiceFacts,
  { edge: { vendor } }: Route,
  { service }: ChainTarget,
): readonly PlannedStep[] {
  const { state } = facts;
  const port = statusPortOf(service);
  if (vendor.id !== 'gke-ingress' || !port) return [];
  const { namespace, name, annotations } = service.meta;
  if (backendConfig in annotations) return [];
  const asked = isDialledAtPods(service) ? statusPort : port.nodePort;
  if (asked === undefined) return [];
  const config = {
    apiVersion: 'cloud.google.com/v1',
    kind: 'BackendConfig',
    metadata: {
      name: freeName(state, gkeBackendConfigs, namespace, name),
      namespace,
    },
    spec: {
      healthCheck: { type: 'HTTP', port: asked, requestPath: readyPath },
    },
  };
  const annotation = {
    name: backendConfig,
    value: JSON.stringify({ default: config.metadata.name }),
  };
  const edit = annotationEdit(state, service, annotation, () => [
    { namespace: facts.service.meta.namespace, name: facts.service.meta.name },
  ]);
  return [
    createdStep(
      'Say how the health of the gateway is asked for',
      config,
      facts,
    ),
    ...editSteps(
      'Have the health of the gateway asked for so',
      edit ? [edit] : [],
    ),
  ];
}

/** Whether the check will be of what the plan says, and nobody has to look after it. */
export function isHealthCheckSet(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): boolean {
  return (
    Object.keys(healthCheckAnnotations(route, target)).length > 0 ||
    healthCheckSteps(facts, route, target).length > 0
  );
}

function statusPortOf({ ports }: Service): ServicePort | undefined {
  return ports.find(({ port }) => port === statusPort);
}

/** Network endpoint groups have pods for endpoints; instance groups have nodes. */
function isDialledAtPods({ type, meta }: Service): boolean {
  return (
    type === 'ClusterIP' ||
    /"ingress"\s*:\s*true/.test(meta.annotations['cloud.google.com/neg'] ?? '')
  );
}
