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
  const unseen = params.found?.targetType ? {} : unseenTargetType(served);
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
      ...unseen.said,
      ...(params.found && targetTypeSaid(params.found)),
      ...transform.said,
    },
    caveats: [
      ...params.caveats,
      ...(unseen.caveats ?? []),
      ...transform.caveats,
    ],
  };
}

const targetTypeKey = 'alb.ingress.kubernetes.io/target-type';

/**
 * What targets are where nothing says it is a flag of the controller's: where that is not seen, nobody
 * knows. Without node ports there are only pods to dial.
 */
function unseenTargetType({
  ingress,
  service,
  instance,
}: ServedRule): PolicyEffect {
  const isSaid = [service, ingress].some(
    ({ meta }) => targetTypeKey in meta.annotations,
  );
  if (instance || isSaid) return {};
  const { type, ports } = service;
  const nodePort = ports.find(one => one.nodePort !== undefined)?.nodePort;
  const caveats = [
    `Nothing says what targets the load balancer has for ${objectName(
      service,
    )}, and its controller is not seen, whose flag --default-target-type does: ${
      nodePort === undefined ? 'pods are' : 'node ports are'
    } taken for granted.`,
  ];
  if (nodePort !== undefined) return { caveats };
  return {
    said: {
      addressing: {
        effect: 'pod-ip',
        by: 'spec.type',
        evidence: [
          evidenceOf(service, 'spec.type', type),
          evidenceOf(service, 'spec.ports[].nodePort', nodePort),
        ],
        source:
          'kubernetes-sigs/aws-load-balancer-controller docs/deploy/configurations.md (default-target-type)',
      },
    },
    caveats,
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
