import {
  ClusterDetails,
  ClusterStatus,
  ConnectionAnswer,
  EndOfLifeRadar,
  EntityPostures,
  ServiceGroups,
  ServiceHistory,
  ServiceList,
  ServiceSummary,
  StoredPosture,
  StrictReadiness,
} from '@ingress-posture/plugin-ingress-posture-common';
import { ServicePosture, StrictPreview } from '@ingress-posture/engine';
import { cart } from './cart';
import { ledger } from './ledger';

/** A cluster that is read completely. */
export const synced: ClusterDetails = {
  name: 'prod-eu',
  source: 'kubeconfig',
  state: 'synced',
  since: '2026-11-21T10:00:00.000Z',
  lastEventAt: '2026-11-21T10:41:00.000Z',
  lastAnalyzedAt: '2026-11-21T10:41:00.000Z',
  message: null,
  objects: 1204,
  services: 58,
  unreadable: [],
};

/** A cluster whose watch ended. */
export const stopped: ClusterStatus = {
  ...synced,
  state: 'stopped',
  since: '2026-11-21T10:42:00.000Z',
  message: 'cluster unreachable',
};

/** A cluster that hides a kind. */
export const partlyReadable: ClusterStatus = {
  ...synced,
  unreadable: [
    {
      group: 'security.istio.io',
      kind: 'PeerAuthentication',
      reason: 'forbidden',
      rbac: '- apiGroups: [security.istio.io]\n  resources: [peerauthentications]\n  verbs: [get, list, watch]\n',
    },
  ],
};

/** A posture as the backend keeps it. */
export const stored = (
  posture: ServicePosture,
  stale = false,
): StoredPosture => ({
  posture,
  observedAt: '2026-11-21T10:41:00.000Z',
  since: '2026-11-01T08:00:00.000Z',
  stale,
});

/** The answer for an entity with these services. */
export const entityPostures = (
  services: readonly StoredPosture[],
  clusters: readonly ClusterStatus[] = [synced],
): EntityPostures => ({
  entityRef: 'component:default/cart',
  binding: {
    state: 'bound',
    selector: 'backstage.io/kubernetes-id=cart',
    message: 'Bound by the label backstage.io/kubernetes-id=cart.',
  },
  services,
  clusters,
});

const summary = (
  posture: ServicePosture,
  more: Partial<ServiceSummary>,
): ServiceSummary => ({
  cluster: posture.cluster,
  namespace: posture.service.namespace,
  name: posture.service.name,
  mode: posture.mode,
  posture: posture.posture,
  certainty: posture.certainty,
  sentence: posture.sentence,
  edges: posture.paths.map(({ edge }) => edge.title),
  hosts: [],
  entityRef: null,
  owner: null,
  system: null,
  findings: { error: 0, warning: 0, info: 0 },
  since: '2026-11-01T08:00:00.000Z',
  observedAt: '2026-11-21T10:41:00.000Z',
  stale: false,
  ...more,
});

/** A page of two services of a fleet of seventy. */
export const serviceList: ServiceList = {
  items: [
    summary(ledger, {
      entityRef: 'component:default/ledger',
      owner: 'group:default/payments',
    }),
    summary(cart, { stale: true }),
  ],
  total: 70,
  choices: {
    vendor: ['aws-alb', 'ingress-nginx'],
    owner: ['group:default/payments'],
    system: ['system:default/shop'],
    namespace: ['pay', 'shop'],
    environment: ['production'],
  },
  counts: {
    posture: {
      rejected: 7,
      plaintext: 30,
      unmeshed: 9,
      'app-tls': 0,
      permissive: 12,
      enforced: 11,
      unknown: 1,
    },
    mode: {
      standalone: 40,
      chained: 10,
      'istio-gateway': 10,
      mixed: 5,
      'mesh-internal': 3,
      none: 1,
      unknown: 1,
    },
    unclaimed: 12,
    retired: { services: 21, vendors: ['ingress-nginx'] },
  },
};

/** What the fleet was a month before {@link serviceList}. */
export const serviceHistory: ServiceHistory = {
  items: [
    {
      day: '2026-10-23',
      posture: { ...serviceList.counts.posture, rejected: 3, enforced: 27 },
    },
  ],
};

/** Two clusters on the way to STRICT. */
export const strictReadiness: StrictReadiness = {
  items: [
    {
      cluster: 'lab',
      namespaces: { done: 1, ready: 0, 'with-exceptions': 1, blocked: 0 },
    },
    {
      cluster: 'prod-eu',
      namespaces: { done: 1, ready: 3, 'with-exceptions': 3, blocked: 1 },
    },
  ],
};

const noCounts = {
  posture: {
    rejected: 0,
    plaintext: 0,
    unmeshed: 0,
    'app-tls': 0,
    permissive: 0,
    enforced: 0,
    unknown: 0,
  },
  mode: {
    standalone: 0,
    chained: 0,
    'istio-gateway': 0,
    mixed: 0,
    'mesh-internal': 0,
    none: 0,
    unknown: 0,
  },
};

/** A fleet of two owners, and of services without one. */
export const serviceGroups: ServiceGroups = {
  by: 'owner',
  items: [
    {
      key: 'group:default/payments',
      total: 4,
      counts: {
        ...noCounts,
        posture: { ...noCounts.posture, rejected: 4 },
      },
    },
    {
      key: 'none',
      total: 3,
      counts: {
        ...noCounts,
        posture: { ...noCounts.posture, rejected: 3 },
      },
    },
  ],
};

/** A connection that ends at one pod, in plaintext. */
export const connectionAnswer: ConnectionAnswer = {
  from: 'ingress-nginx/controller-6c9f',
  arrivals: [
    {
      pod: 'shop/cart-7d9f',
      port: 8080,
      wire: 'plaintext',
      outcome: 'accepted',
      why: 'PERMISSIVE takes plaintext',
      certainty: 'proven',
      reasons: [],
      caveats: [],
    },
  ],
};

/** One vendor that ended, in front of three services. */
export const radar: EndOfLifeRadar = {
  items: [
    {
      vendor: 'ingress-nginx',
      title: 'ingress-nginx',
      date: '2026-03-31',
      text: 'ingress-nginx has had no releases since March 2026.',
      successor: 'a Gateway API implementation',
      source: 'kubernetes.io/blog/2025/11/11/ingress-nginx-retirement',
      services: 3,
      counts: { ...noCounts, posture: { ...noCounts.posture, plaintext: 3 } },
    },
  ],
};

const step = {
  action: 'create',
  title: 'Turn namespace pay STRICT',
  object: {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    namespace: 'pay',
    name: 'default',
  },
  patch: 'spec:\n  mtls:\n    mode: STRICT\n',
  command: 'kubectl apply -f strict.yaml',
  verify: { command: 'kubectl get peerauthentication', expect: 'default' },
  undo: 'kubectl delete peerauthentication default',
} as const;

/** A mesh in which one path of one service would break. */
export const strictPreview: StrictPreview = {
  version: 1,
  cluster: 'prod-eu',
  scope: { kind: 'mesh' },
  sentence: 'If the whole mesh turned STRICT now, 1 path would break.',
  counts: { services: 4, strict: 1, ready: 1, breaking: 1, apart: 1 },
  breaks: [
    {
      service: { namespace: 'shop', name: 'cart' },
      workload: { kind: 'Deployment', name: 'cart' },
      paths: [
        {
          edge: cart.paths[1].edge,
          route: cart.paths[1].route,
          port: 80,
          posture: 'plaintext',
          sentence: 'ingress-nginx sends plaintext, which cart would refuse.',
        },
      ],
      ports: [8080],
      remedies: null,
    },
  ],
  stillPermissive: [],
  order: [
    {
      namespace: 'pay',
      standing: 'ready',
      sentence: 'Nothing that is seen breaks.',
      services: 2,
      excepted: [],
      steps: [step],
    },
    {
      namespace: null,
      standing: 'blocked',
      sentence: 'shop comes first.',
      services: 4,
      excepted: [],
      steps: [],
    },
  ],
  caveats: ['Calls inside the cluster are not seen.'],
};
