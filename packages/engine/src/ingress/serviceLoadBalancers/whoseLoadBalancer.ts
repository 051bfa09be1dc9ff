import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { nodes } from '../../state/kinds/node';
import type { Service } from '../../state/kinds/service';
import { vendorInSentence } from '../vendorDescription';
import { nodeProvider } from './nodeProvider';
import { marksOn, ServiceLoadBalancer } from './serviceLoadBalancer';
import { serviceLoadBalancers } from './serviceLoadBalancers';

/** Whose load balancer a Service of type LoadBalancer gets, and how that was told. */
export interface Ownership {
  /** Undefined: nothing tells, and it is taken for one that carries connections on. */
  readonly product?: ServiceLoadBalancer;
  readonly reason: Reason;
  /** What the answer leans on, where it is not asserted. */
  readonly caveats: readonly string[];
}

/**
 * The class of a Service names its controller, and no other acts on it
 * (kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class). Without a class it
 * is an annotation that picks a product of this cloud, then the cloud that the nodes run in, and
 * only then the prefix of settings.
 */
export function whoseLoadBalancer(
  state: ClusterState,
  service: Service,
): Ownership {
  const found =
    byClass(service) ??
    byChoice(state, service) ??
    byNodes(state, service) ??
    bySettings(state, service) ??
    nobody(state, service);
  const { kindCaveats = [] } =
    found.product?.surroundings?.(state, service) ?? {};
  return { ...found, caveats: [...found.caveats, ...kindCaveats] };
}

function byClass(service: Service): Ownership | undefined {
  const { loadBalancerClass } = service;
  if (loadBalancerClass === undefined) return undefined;
  const evidence = [
    evidenceOf(service, 'spec.loadBalancerClass', loadBalancerClass),
  ];
  const product = serviceLoadBalancers.find(one =>
    one.classes.includes(loadBalancerClass),
  );
  if (product) {
    return {
      product,
      reason: {
        text: `${objectName(
          service,
        )} names class ${loadBalancerClass}: it is served by ${named(
          product,
        )}.`,
        evidence,
        source: product.source,
      },
      caveats: [],
    };
  }
  const writer = byWriter(service, loadBalancerClass);
  if (writer) return writer;
  const text = `${objectName(
    service,
  )} names load balancer class ${loadBalancerClass}, whose product is not known here: it is taken for one that carries connections on as they are.`;
  return { reason: { text, evidence }, caveats: [text] };
}

/**
 * A class that its controller was told on its command line, as MetalLB is by `--lb-class`. What it
 * wrote can be older than the class: it passes over Services of another one, and leaves that there
 * (metallb/metallb internal/k8s/controllers/service_controller.go, filterByLoadBalancerClass).
 */
function byWriter(
  service: Service,
  loadBalancerClass: string,
): Ownership | undefined {
  const product = serviceLoadBalancers.find(
    ({ writtenBy = [] }) => marksOn(service, writtenBy).length > 0,
  );
  if (!product?.writtenBy) return undefined;
  const [{ key }] = marksOn(service, product.writtenBy);
  const text = `${objectName(
    service,
  )} names load balancer class ${loadBalancerClass}, which is no product's own; annotation ${key} is written by ${named(
    product,
  )}, which is taken to serve it.`;
  return {
    product,
    reason: {
      text,
      evidence: [
        evidenceOf(service, 'spec.loadBalancerClass', loadBalancerClass),
        annotationEvidence(service, key),
      ],
      source: product.source,
    },
    caveats: [text],
  };
}

function byChoice(
  state: ClusterState,
  service: Service,
): Ownership | undefined {
  const provider = state.read(nodeProvider);
  const product = serviceLoadBalancers.find(
    one =>
      marksOn(service, one.chosenBy).length > 0 &&
      (one.provider === undefined ||
        provider.kind !== 'one' ||
        provider.scheme === one.provider),
  );
  if (!product) return undefined;
  const [{ key }] = marksOn(service, product.chosenBy);
  return {
    product,
    reason: {
      text: `Annotation ${key} of ${objectName(service)} tells ${named(
        product,
      )}.`,
      evidence: [annotationEvidence(service, key)],
      source: product.source,
    },
    caveats: [],
  };
}

function byNodes(state: ClusterState, service: Service): Ownership | undefined {
  const provider = state.read(nodeProvider);
  if (provider.kind !== 'one') return undefined;
  const product = serviceLoadBalancers.find(
    one => one.isDefault && one.provider === provider.scheme,
  );
  if (!product) return undefined;
  const { node, scheme } = provider;
  return {
    product,
    reason: {
      text: `${objectName(
        service,
      )} names no class, and the nodes' providerID begins with ${scheme}: ${named(
        product,
      )} serves it.`,
      evidence: [
        evidenceOf(
          service,
          'spec.loadBalancerClass',
          service.loadBalancerClass,
        ),
        evidenceOf(node, 'spec.providerID', node.providerId),
      ],
      source: product.source,
    },
    caveats: [],
  };
}

function bySettings(
  state: ClusterState,
  service: Service,
): Ownership | undefined {
  const provider = state.read(nodeProvider);
  const names = Object.keys(service.meta.annotations).sort();
  for (const product of serviceLoadBalancers) {
    const key = names.find(name =>
      product.annotationPrefixes.some(prefix => name.startsWith(prefix)),
    );
    // The settings of a cloud that the nodes are not in reach nobody.
    const elsewhere =
      product.provider !== undefined &&
      provider.kind === 'one' &&
      provider.scheme !== product.provider;
    if (key !== undefined && !elsewhere) {
      const text = `${objectName(
        service,
      )} names no class, and the nodes do not tell their cloud; annotation ${key} is a setting of ${named(
        product,
      )}, which is taken to serve it.`;
      return {
        product,
        reason: { text, evidence: [annotationEvidence(service, key)] },
        caveats: [text],
      };
    }
  }
  return undefined;
}

function nobody(state: ClusterState, service: Service): Ownership {
  const text = `${objectName(service)} names no load balancer class, ${nodeText(
    state,
  )}: whose load balancer serves it is not known, and it is taken for one that carries connections on as they are.`;
  return {
    reason: {
      text,
      evidence: [
        evidenceOf(
          service,
          'spec.loadBalancerClass',
          service.loadBalancerClass,
        ),
      ],
    },
    caveats: [text],
  };
}

function nodeText(state: ClusterState): string {
  const hidden = state.unreadable(nodes);
  if (hidden !== undefined) {
    return `and Nodes could not be read (${hidden}; list and watch on nodes would settle it)`;
  }
  const provider = state.read(nodeProvider);
  switch (provider.kind) {
    case 'one':
      return `and the nodes' providerID (${provider.scheme}) is of no product known here`;
    case 'several':
      return `and the nodes are of several clouds (${provider.schemes.join(
        ', ',
      )})`;
    case 'none':
      return 'and no node has a providerID';
    default: {
      const never: never = provider;
      return never;
    }
  }
}

function named({ vendor, title }: ServiceLoadBalancer): string {
  return vendorInSentence({ ...vendor, title });
}
