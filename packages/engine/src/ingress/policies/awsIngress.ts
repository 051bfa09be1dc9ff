import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { AwsIngressClassParams } from '../../state/kinds/awsIngressClassParams';
import type { KubeObject } from '../../state/meta';
import { items, text } from '../../state/read';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { ServedBackend } from '../dial/settledDial';
import { paramsOf } from './awsIngressClass';
import { isUnbuildable } from './awsIngressGroup';

type Said = NonNullable<ServedBackend['said']>;

const classDocs =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/ingress_class.md (spec.targetType)';
const annotationDocs =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md (transforms)';

/** What the parameters of its class, and transforms, say of a rule of an Ingress at an ALB. */
export function awsIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule } = served;
  const params = paramsOf(state, ingress);
  // controllers/ingress/group_controller.go: the model of a group is built whole before anything is deployed.
  if (params.invalid !== undefined) {
    return { drops: params.invalid, keepsFormer: true };
  }
  const transform = transformOf(ingress, rule.backend.service);
  return {
    ...(isUnbuildable(state, served) && {
      drops:
        'a rule of its, or of another Ingress of its group, keeps it from making the load balancer',
      keepsFormer: true,
    }),
    said: {
      ...(params.found && targetTypeSaid(params.found)),
      ...transform.said,
    },
    caveats: [...params.caveats, ...transform.caveats],
  };
}

function targetTypeSaid(params: AwsIngressClassParams): Said {
  const { targetType } = params;
  if (targetType === undefined) return {};
  return {
    addressing: {
      effect: targetType === 'ip' ? 'pod-ip' : 'node-port',
      by: `spec.targetType of ${objectName(params)}`,
      evidence: [evidenceOf(params, 'spec.targetType', targetType)],
      source: classDocs,
    },
  };
}

// Expressions that match every Host as a whole.
const wholeHost: ReadonlySet<string> = new Set(['.*', '^.*$', '.+', '^.+$']);

/** A transform of the name of the rule's Service, or action, may rewrite the Host. */
function transformOf(
  ingress: KubeObject,
  service: string,
): Pick<PolicyEffect, 'said'> & { readonly caveats: readonly string[] } {
  const key = `alb.ingress.kubernetes.io/transforms.${service}`;
  const written = ingress.meta.annotations[key] as string | undefined;
  const rewrites = items(parsed(written))
    .filter(one => text(one, 'type') === 'host-header-rewrite')
    .flatMap(one => items(one, 'hostHeaderRewriteConfig', 'rewrites'));
  if (rewrites.length === 0) return { said: {}, caveats: [] };
  const [only] = rewrites;
  const replace = text(only, 'replace') ?? '';
  const settles =
    rewrites.length === 1 &&
    wholeHost.has(text(only, 'regex') ?? '') &&
    !replace.includes('$');
  if (!settles) {
    const caveat = `Annotation ${key} of ${objectName(
      ingress,
    )} rewrites the Host by an expression, whose outcome is not worked out.`;
    return { said: {}, caveats: [caveat] };
  }
  return {
    said: {
      host: {
        effect: replace,
        by: key,
        evidence: [annotationEvidence(ingress, key)],
        source: annotationDocs,
      },
    },
    caveats: [],
  };
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
