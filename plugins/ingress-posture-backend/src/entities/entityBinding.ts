import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SERVICES,
  ClaimKind,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ServiceAddress } from '../postures/ServiceAddress';
import { parseLabelSelector, Requirement } from './labelSelector';
import { parseNamedServices } from './namedServices';

/** Which services an entity asks for in one of the ways that there are. */
export interface ServiceSelector {
  readonly by: ClaimKind;
  readonly cluster?: string;
  readonly namespace?: string;
  /** The selector as text; absent when something else selects. */
  readonly selector?: string;
  readonly requirements: readonly Requirement[];
  /** Exactly these, where they are named. */
  readonly services?: readonly ServiceAddress[];
  /** Value that the label of the namespace has to have. */
  readonly namespaceLabel?: string;
}

/** What an entity's annotations say. */
export type BindingRequest =
  | { readonly state: 'none' }
  | {
      readonly state: 'invalid';
      readonly annotation: string;
      readonly value: string;
      readonly problem: string;
    }
  | {
      readonly state: 'selects';
      /** The most specific first. */
      readonly selectors: readonly ServiceSelector[];
      /** What is wrong with a part of an annotation. */
      readonly problems: readonly string[];
    };

/**
 * Reads which services an entity asks for. Services that are named count alone; else the Kubernetes
 * plugin's annotations are read as that plugin does: a label selector replaces the id.
 */
export function readBinding(entity: Entity): BindingRequest {
  const annotations = entity.metadata.annotations ?? {};
  const named = annotations[ANNOTATION_SERVICES];
  return named === undefined
    ? readKubernetesAnnotations(annotations)
    : readNamed(named);
}

function readNamed(value: string): BindingRequest {
  const { services, problems } = parseNamedServices(value);
  if (services.length === 0) {
    const problem = problems.join('; ');
    return {
      state: 'invalid',
      annotation: ANNOTATION_SERVICES,
      value,
      problem,
    };
  }
  return {
    state: 'selects',
    selectors: [{ by: 'services', requirements: [], services }],
    problems: problems.map(
      problem => `The annotation ${ANNOTATION_SERVICES} is wrong: ${problem}.`,
    ),
  };
}

function readKubernetesAnnotations(
  annotations: Readonly<Record<string, string>>,
): BindingRequest {
  const id = annotations[ANNOTATION_KUBERNETES_ID];
  const namespace = annotations[ANNOTATION_KUBERNETES_NAMESPACE];
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER];
  const written = annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR];
  const selector = written || (id && `${ANNOTATION_KUBERNETES_ID}=${id}`);
  if (!selector && !namespace) return { state: 'none' };
  const where = {
    ...(cluster && { cluster }),
    ...(namespace && { namespace }),
  };
  if (!selector) {
    const all = { by: 'namespace' as const, ...where, requirements: [] };
    return { state: 'selects', selectors: [all], problems: [] };
  }
  try {
    const requirements = parseLabelSelector(selector);
    const byLabels = {
      by: 'labels' as const,
      ...where,
      selector,
      requirements,
    };
    const byNamespaceLabel = {
      by: 'namespace-label' as const,
      ...where,
      requirements: [],
      namespaceLabel: id,
    };
    const selectors = written ? [byLabels] : [byLabels, byNamespaceLabel];
    return { state: 'selects', selectors, problems: [] };
  } catch (error) {
    return {
      state: 'invalid',
      annotation: ANNOTATION_KUBERNETES_LABEL_SELECTOR,
      value: selector,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}
