import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { Pod } from '../../state/kinds/pod';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { flagOf, isFlagSet } from '../edges/flagOf';
import { f5Unseen } from './f5Unseen';

const prefix = 'virtual-server.f5.com';
const ip = `${prefix}/ip`;
const rewrite = `${prefix}/rewrite-target-url`;
const source = 'F5Networks/k8s-bigip-ctlr pkg/appmanager/ingress.go';

/** Whether a controller reads BIG-IP's own objects, and no Ingresses. */
export function readsCustomResources(pod: Pod): boolean {
  return (
    flagOf(pod, '--controller-mode')?.toLowerCase() === 'customresource' ||
    flagOf(pod, '--custom-resource-mode') === 'true'
  );
}

/** Whether a controller is told to serve OpenShift's Routes, and no Ingresses. */
export function hasOpenshiftMode(pod: Pod): boolean {
  return flagOf(pod, '--controller-mode')?.toLowerCase() === 'openshift';
}

/** What the controller makes of a rule of an Ingress (pkg/appmanager/ingress.go, createRSConfigFromV1Ingress). */
export function f5Ingress(
  _: ClusterState,
  { ingress, rule, service, instance }: ServedRule,
): PolicyEffect {
  const why = refusal(ingress, rule, instance?.pods ?? []);
  if (why !== undefined) return { drops: why };
  const host = rewrittenHost(ingress, rule);
  return {
    said: {
      ...f5Unseen(service, instance?.pods ?? []),
      ...(host !== undefined && {
        host: {
          effect: host,
          by: rewrite,
          evidence: [annotationEvidence(ingress, rewrite)],
          source,
        },
      }),
    },
  };
}

function refusal(
  { meta, rules }: Ingress,
  rule: IngressRule,
  pods: readonly Pod[],
): string | undefined {
  if (pods.length > 0 && !pods.some(readsIngresses)) {
    return 'its controller is told to read no Ingresses';
  }
  const isGiven = meta.annotations[ip] !== undefined;
  const isByDefault = pods.some(
    pod =>
      (flagOf(pod, '--default-ingress-ip') ?? '0.0.0.0') !== '0.0.0.0' ||
      flagOf(pod, '--resolve-ingress-names') !== undefined,
  );
  if (pods.length > 0 && !isGiven && !isByDefault) {
    return `it has no annotation ${ip}, and its controller no address for it (--default-ingress-ip)`;
  }
  const isDefault = (one: IngressRule) => one.field === 'spec.defaultBackend';
  if (isDefault(rule) && !rules.every(isDefault)) {
    return 'beside rules it takes no default backend';
  }
  return rule.path?.includes('*')
    ? `${rule.field} has a wildcard in its path`
    : undefined;
}

function readsIngresses(pod: Pod): boolean {
  return (
    !readsCustomResources(pod) &&
    !hasOpenshiftMode(pod) &&
    (flagOf(pod, '--manage-ingress') === undefined ||
      isFlagSet(pod, '--manage-ingress'))
  );
}

/** The annotation holds `host/path=host/path`, with commas between; only what has a host is given another. */
function rewrittenHost(
  { meta }: Ingress,
  { host, path }: IngressRule,
): string | undefined {
  if (host === null) return undefined;
  const value = meta.annotations[rewrite] as string | undefined;
  const [, said] =
    value
      ?.split(',')
      .map(entry => entry.trim().split('='))
      .find(
        entry => entry.length === 2 && entry[0] === `${host}${path ?? ''}`,
      ) ?? [];
  const [, asked = ''] = /^(?:https?:\/\/)?([^/]*)/.exec(said ?? '') ?? [];
  return asked === '' ? undefined : asked;
}
